using System.Globalization;
using System.Text.Json;
using Ledger.Refusals;

namespace Ledger.Calendar;

/// <summary>A day as it stands in a file.</summary>
internal readonly record struct FileDay(TableDay Day, int Line);

/// <param name="Year">The year the file names for all its days (holiday-cn), or null when each day speaks for itself.</param>
internal sealed record CalendarFileContent(int? Year, IReadOnlyList<FileDay> Days);

/// <summary>Ends the reading of a file with a refusal that names the line.</summary>
internal sealed class CalendarFileException(Refusal refusal) : Exception
{
    public Refusal Refusal { get; } = refusal;
}

/// <summary>Walks through the JSON of a calendar file and keeps the line of every day.</summary>
internal ref struct CalendarFileReader(ReadOnlySpan<byte> bytes)
{
    private readonly ReadOnlySpan<byte> bytes = bytes;
    private readonly List<FileDay> days = [];
    private Utf8JsonReader reader = new(bytes, new JsonReaderOptions { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true });
    private int? year;

    public CalendarFileContent Read()
    {
        reader.Read();
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            throw new CalendarFileException(CalendarRefusals.UnknownForm);
        }

        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var name = reader.GetString();
            reader.Read();
            ReadPart(name);
        }

        // Whatever follows the object must be nothing: this throws when it is not.
        while (reader.Read())
        {
        }

        return new CalendarFileContent(year, days);
    }

    private readonly int Line => bytes[..(int)reader.TokenStartIndex].Count((byte)'\n') + 1;

    private void ReadPart(string? name)
    {
        switch (name, reader.TokenType)
        {
            case ("holidays", JsonTokenType.StartObject):
                ReadMap(isOff: true);
                break;
            case ("workdays", JsonTokenType.StartObject):
                ReadMap(isOff: false);
                break;
            case ("year", JsonTokenType.Number) when reader.TryGetInt32(out var named):
                year = named;
                break;
            case ("days", JsonTokenType.StartArray):
                while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
                {
                    ReadDay();
                }

                break;
            default:
                reader.Skip();
                break;
        }
    }

    private void ReadMap(bool isOff)
    {
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var (line, date) = (Line, DateOf(reader.GetString(), Line));
            reader.Read();
            if (reader.TokenType != JsonTokenType.String)
            {
                throw new CalendarFileException(CalendarRefusals.DayWithoutName(line));
            }

            // English name, Chinese name, number of statutory days.
            var parts = reader.GetString()!.Split(',');
            days.Add(new FileDay(new TableDay(date, NameOf(parts.Length > 1 ? parts[1] : parts[0], line), isOff), line));
        }
    }

    private void ReadDay()
    {
        var line = Line;
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            throw new CalendarFileException(CalendarRefusals.DayUnreadable(line, reader.TokenType.ToString()));
        }

        string? date = null, name = null;
        bool? isOff = null;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var field = reader.GetString();
            reader.Read();
            switch (field, reader.TokenType)
            {
                case ("date", JsonTokenType.String):
                    (date, line) = (reader.GetString(), Line);
                    break;
                case ("name", JsonTokenType.String):
                    name = reader.GetString();
                    break;
                case ("isOffDay", JsonTokenType.True or JsonTokenType.False):
                    isOff = reader.GetBoolean();
                    break;
                default:
                    reader.Skip();
                    break;
            }
        }

        days.Add(new FileDay(new TableDay(
            DateOf(date, line),
            NameOf(name, line),
            isOff ?? throw new CalendarFileException(CalendarRefusals.DayNeitherOffNorWorked(line))), line));
    }

    private static DateOnly DateOf(string? text, int line) =>
        DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date)
            ? date
            : throw new CalendarFileException(CalendarRefusals.DayUnreadable(line, text ?? string.Empty));

    private static string NameOf(string? text, int line) => string.IsNullOrWhiteSpace(text)
        ? throw new CalendarFileException(CalendarRefusals.DayWithoutName(line))
        : text.Trim();
}
