using System.Globalization;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Wordprocessing;
using Ledger.Deadlines;

namespace Ledger.Letters;

/// <summary>
/// A letter as a Word document in the letter form (信函格式) of GB/T 9704-2012: who writes over a red double line, the number at
/// the right, title, addressee, text, closing words, signature, date, copies. No seal is drawn. The standard's fonts are named
/// first; a machine without them puts its own in their place.
/// </summary>
public static class LetterDocument
{
    public const string ContentType = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";

    private const string Song = "方正小标宋简体";
    private const string FangSong = "仿宋_GB2312";
    private const string Hei = "黑体";
    private const string Red = "C00000";

    /// <summary>The document of a letter that has its number.</summary>
    /// <param name="contact">How the office is reached; empty leaves the line out.</param>
    public static byte[] Of(Letter letter, string contact)
    {
        using var stream = new MemoryStream();
        using (var document = WordprocessingDocument.Create(stream, WordprocessingDocumentType.Document))
        {
            document.AddMainDocumentPart().Document = new Document(new Body([.. Paragraphs(letter, contact), Page()]));
        }

        return stream.ToArray();
    }

    /// <summary>The file's name as the reader sees it.</summary>
    public static string FileName(Letter letter) => $"{letter.PrintedNumber} {letter.Title}.docx";

    private static IEnumerable<Paragraph> Paragraphs(Letter letter, string contact)
    {
        yield return Line(letter.Signature, Song, 26, JustificationValues.Center, color: Red, ruled: true);
        yield return Line(letter.PrintedNumber!, FangSong, 16, JustificationValues.Right);
        yield return Line(string.Empty, FangSong, 16, JustificationValues.Left);
        yield return Line(letter.Title, Song, 22, JustificationValues.Center);
        yield return Line(string.Empty, FangSong, 16, JustificationValues.Left);
        yield return Line($"{letter.Addressee}：", FangSong, 16, JustificationValues.Left);
        foreach (var paragraph in letter.Body.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            yield return Text(paragraph);
        }

        yield return Text($"请于{LetterText.Day(letter.ReplyBy)}前书面回复办理情况。");
        if (!string.IsNullOrWhiteSpace(contact))
        {
            yield return Text($"联系方式：{contact}");
        }

        yield return Text("特此函告。");
        yield return Line(string.Empty, FangSong, 16, JustificationValues.Left);
        yield return Line(letter.Signature, FangSong, 16, JustificationValues.Right, rightChars: 400);
        yield return Line(LetterText.Day(Shanghai.DayOf(letter.SentAt!.Value)), FangSong, 16, JustificationValues.Right, rightChars: 400);
        if (letter.CopiedTo.Length > 0)
        {
            yield return Line(string.Empty, FangSong, 16, JustificationValues.Left);
            yield return Line($"抄送：{letter.CopiedTo}", FangSong, 14, JustificationValues.Left);
        }
    }

    /// <summary>A paragraph of the text: indented by two characters, its heading (一、……。) in 黑体.</summary>
    private static Paragraph Text(string text)
    {
        var paragraph = new Paragraph(new ParagraphProperties(Spacing(), new Indentation { FirstLineChars = 200, FirstLine = Twips(200) }));
        var heading = IsHeading(text) ? text.IndexOf('。', StringComparison.Ordinal) + 1 : 0;
        if (heading > 0)
        {
            paragraph.Append(Run(text[..heading], Hei, 16));
        }

        paragraph.Append(Run(text[heading..], FangSong, 16));
        return paragraph;
    }

    /// <summary>Hundredths of a character of the text (16 points) as a length, for readers that know no characters.</summary>
    private static string Twips(int hundredths) => (hundredths * 16 * 20 / 100).ToString(CultureInfo.InvariantCulture);

    private static bool IsHeading(string text) => text.Length > 2 && text[1] == '、' && "一二三四五六七八九十".Contains(text[0], StringComparison.Ordinal);

    private static Paragraph Line(
        string text, string font, int points, JustificationValues justification, string? color = null, bool ruled = false, int rightChars = 0)
    {
        var properties = new ParagraphProperties();
        if (ruled)
        {
            properties.Append(new ParagraphBorders(new BottomBorder { Val = BorderValues.ThickThinSmallGap, Size = 24, Color = Red, Space = 8 }));
        }

        properties.Append(Spacing());
        if (rightChars > 0)
        {
            properties.Append(new Indentation { RightChars = rightChars, Right = Twips(rightChars) });
        }

        properties.Append(new Justification { Val = justification });
        return new Paragraph(properties, Run(text, font, points, color));
    }

    private static Run Run(string text, string font, int points, string? color = null)
    {
        var properties = new RunProperties(new RunFonts { Ascii = "Times New Roman", HighAnsi = "Times New Roman", EastAsia = font });
        if (color is not null)
        {
            properties.Append(new Color { Val = color });
        }

        properties.Append(new FontSize { Val = (points * 2).ToString(CultureInfo.InvariantCulture) });
        return new Run(properties, new Text(text) { Space = SpaceProcessingModeValues.Preserve });
    }

    // 22 lines on 225 mm: 29 points a line.
    private static SpacingBetweenLines Spacing() => new() { Line = "580", LineRule = LineSpacingRuleValues.Exact };

    // Twips: A4 with 37 mm above, 28 mm left, 26 mm right, 35 mm below.
    private static SectionProperties Page() => new(
        new PageSize { Width = 11906, Height = 16838 },
        new PageMargin { Top = 2098, Bottom = 1984, Left = 1588, Right = 1474, Header = 851, Footer = 1134, Gutter = 0 });
}
