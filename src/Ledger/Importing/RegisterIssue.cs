using Ledger.Issues;
using Ledger.Notices;

namespace Ledger.Importing;

/// <summary>Turns one issue of a notice into a registered issue with its measures.</summary>
internal static class RegisterIssue
{
    public static Issue Build(NoticeIssue said, Guid roundId, DateTimeOffset now)
    {
        var id = Guid.CreateVersion7(now);
        var issue = new Issue
        {
            Id = id,
            RoundId = roundId,
            Number = said.Number,
            Heading = said.Heading,
            Text = said.Text,
            Category = said.Group,
            CarriedOver = said.CarriedOver is not null,
            WorkflowInstanceId = Issue.InstanceIdOf(id),
            RegisteredAt = now,
        };
        issue.Measures.AddRange(said.Measures.Select(measure => Measure(measure, id, now)));
        return issue;
    }

    private static Measure Measure(NoticeMeasure said, Guid issueId, DateTimeOffset now)
    {
        var id = Guid.CreateVersion7(now);
        var measure = new Measure { Id = id, IssueId = issueId, Ordinal = said.Ordinal, Text = said.Text };
        measure.Documents.AddRange(said.Documents.Select(document => new NamedDocument
        {
            Id = Guid.CreateVersion7(now),
            MeasureId = id,
            Title = document.Title,
        }));
        measure.Quantities.AddRange(said.Quantities.Select(quantity => new Quantity
        {
            Id = Guid.CreateVersion7(now),
            MeasureId = id,
            Value = quantity.Value,
            Unit = quantity.Unit,
            Approximate = quantity.Approximate,
            Phrase = quantity.Phrase,
        }));
        measure.Accountabilities.AddRange(said.HeldToAccount.Where(held => held.Persons + held.PersonTimes > 0).Select(held => new Accountability
        {
            Id = Guid.CreateVersion7(now),
            MeasureId = id,
            Persons = held.Persons,
            PersonTimes = held.PersonTimes,
            Phrase = held.Phrase,
        }));
        return measure;
    }
}
