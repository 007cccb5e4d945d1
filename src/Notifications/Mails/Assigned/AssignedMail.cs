using Notifications.Templates;

namespace Notifications.Mails.Assigned;

/// <summary>An issue has been assigned: to the lead unit, the responsible units and the lead leaders.</summary>
/// <param name="LeadLeaders">Names of the leaders in charge, in order.</param>
/// <param name="LeadUnit">The one lead unit.</param>
/// <param name="ResponsibleUnits">Other units, may be empty.</param>
/// <param name="Deadline">Deadline of the issue; null means long term.</param>
/// <param name="Measures">Measures with their deadlines, in order.</param>
public sealed record AssignedMail(
    IssueBrief Issue,
    IReadOnlyList<string> LeadLeaders,
    string LeadUnit,
    IReadOnlyList<string> ResponsibleUnits,
    DateOnly? Deadline,
    IReadOnlyList<MeasureBrief> Measures) : IMailValues<AssignedMail>
{
    public static AssignedMail Sample(string culture) => culture == Cultures.English
        ? new(IssueBrief.Sample(culture), ["Zhou Ming"], "Administrative Approval Bureau", ["Housing Bureau", "Planning Bureau"],
            new DateOnly(2026, 12, 31), [MeasureBrief.Sample(culture)])
        : new(IssueBrief.Sample(culture), ["周明"], "市行政审批局", ["市住建局", "市自然资源和规划局"],
            new DateOnly(2026, 12, 31), [MeasureBrief.Sample(culture)]);
}
