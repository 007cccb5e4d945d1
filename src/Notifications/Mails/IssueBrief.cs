namespace Notifications.Mails;

/// <summary>The issue a mail speaks of, in the words the reader knows it by.</summary>
/// <param name="Number">Number in the notice, from 1.</param>
/// <param name="Title">Short text of the issue, without 关于…的问题 around it.</param>
/// <param name="Round">Title of the inspection round, e.g. 2023年市委巡视整改; may be empty.</param>
/// <param name="Url">Absolute address of the issue's page; null leaves the link out.</param>
public sealed record IssueBrief(int Number, string Title, string Round = "", string? Url = null)
{
    internal static IssueBrief Sample(string culture) => culture == Templates.Cultures.English
        ? new(12, "Slow approval of small construction projects", "2023 inspection of the city", "https://rectification.example/issues/12")
        : new(12, "小型工程项目审批周期过长", "2023年巡视反馈意见整改", "https://rectification.example/issues/12");
}
