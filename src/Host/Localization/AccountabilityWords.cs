using Ledger.Issues;
using Microsoft.Extensions.Localization;

namespace Host.Localization;

/// <summary>Persons (人) and person-times (人次) are two counts: each is said where there is one, never added.</summary>
public static class AccountabilityWords
{
    /// <summary>What a measure reports of accountability, with its words as printed.</summary>
    public static string Say(IStringLocalizer<Words> words, Accountability a)
    {
        var counts = new List<string>(2);
        if (a.Persons > 0)
        {
            counts.Add(words["Persons", a.Persons]);
        }

        if (a.PersonTimes > 0)
        {
            counts.Add(words["PersonTimes", a.PersonTimes]);
        }

        return counts.Count == 0 ? a.Phrase : words["Quoted", words.Join(counts), a.Phrase];
    }
}
