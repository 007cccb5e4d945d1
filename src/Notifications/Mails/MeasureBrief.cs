namespace Notifications.Mails;

/// <summary>One measure of an issue.</summary>
/// <param name="Number">Number within the issue, from 1.</param>
/// <param name="Text">What is to be done.</param>
/// <param name="Deadline">A day in Asia/Shanghai; null means long term (长期坚持).</param>
public sealed record MeasureBrief(int Number, string Text, DateOnly? Deadline)
{
    internal static MeasureBrief Sample(string culture) => culture == Templates.Cultures.English
        ? new(2, "Publish a list of papers required and accept it as complete within one working day", new DateOnly(2026, 12, 31))
        : new(2, "公布申请材料清单，对材料齐全的当日受理、一日内办结", new DateOnly(2026, 12, 31));
}
