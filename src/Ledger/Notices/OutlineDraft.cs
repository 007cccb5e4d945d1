using System.Text;

namespace Ledger.Notices;

/// <summary>A part being gathered: its heading, its own lines, and how far it reaches.</summary>
internal sealed record SectionDraft(LinePlace Part, string? Heading, int FirstLine)
{
    public List<NoticeLine> Lines { get; } = [];

    public int LastLine { get; set; } = FirstLine;
}

/// <summary>An issue being gathered, its text piece by piece.</summary>
internal sealed class IssueDraft(int firstLine, FoundHeading? heading, string? group)
{
    private readonly StringBuilder _text = new();
    private readonly List<(int At, int Line)> _starts = [];

    public int FirstLine { get; } = firstLine;

    public FoundHeading? Heading { get; } = heading;

    public string? Group { get; } = group;

    /// <summary>The words its first text marker used.</summary>
    public string? MarkerWords { get; set; }

    /// <summary>Whether its text counts 一是.</summary>
    public bool CountsByIs { get; private set; }

    /// <summary>Whether its last line was a numbered heading of its own inside it.</summary>
    public bool EndsWithSubheading { get; set; }

    public bool HasText => _text.Length > 0;

    public string Text => _text.ToString();

    public int? TextLine => _starts.Count > 0 ? _starts[0].Line : null;

    public void Append(int line, string text)
    {
        EndsWithSubheading = false;
        if (text.Length == 0)
        {
            return;
        }

        if (_text.Length > 0)
        {
            _text.Append('\n');
        }

        _starts.Add((_text.Length, line));
        _text.Append(text);
        CountsByIs = CountsByIs || MeasureSplitter.CountsByIs(ShadowText.Of(text));
    }

    /// <summary>The line of the source on which the character at <paramref name="at"/> of <see cref="Text"/> stands.</summary>
    public int LineAt(int at)
    {
        var found = _starts.BinarySearch((at, int.MaxValue));
        return _starts[Math.Max(found < 0 ? ~found - 1 : found, 0)].Line;
    }
}

/// <summary>The notice in outline: which line belongs to what.</summary>
internal sealed class OutlineDraft
{
    private readonly Dictionary<LinePlace, SectionDraft> _latest = [];

    public string? Title { get; set; }

    public List<SectionDraft> Sections { get; } = [];

    public List<IssueDraft> Issues { get; } = [];

    /// <summary>Every line with its place; the issue is told by its index in <see cref="Issues"/>.</summary>
    public List<(int Line, LinePlace Place, int? Issue)> Places { get; } = [];

    public List<UnplacedFragment> Unplaced { get; } = [];

    /// <summary>The lines of the given parts, issues left out.</summary>
    public IEnumerable<NoticeLine> LinesOf(params LinePlace[] parts) =>
        Sections.Where(section => parts.Contains(section.Part)).SelectMany(section => section.Lines);

    /// <summary>The section of <paramref name="part"/> at hand, made when there is none or <paramref name="another"/> begins.</summary>
    public SectionDraft Section(LinePlace part, string? heading, NoticeLine line, bool another = false)
    {
        if (!another && _latest.TryGetValue(part, out var latest))
        {
            return latest;
        }

        var section = new SectionDraft(part, heading, line.Number);
        Sections.Add(section);
        return _latest[part] = section;
    }

    /// <summary>Lists a line as unplaced.</summary>
    public void Leave(NoticeLine line, UnplacedReason reason)
    {
        Unplaced.Add(new UnplacedFragment(line.Number, line.Text, reason));
        Places.Add((line.Number, LinePlace.Unplaced, null));
    }
}
