namespace Bench;

/// <summary>Memory of this process in the course of a long run: flat, or it grows with what was sent.</summary>
internal sealed class MemoryLine(int mails)
{
    public const int Every = 10_000;

    private readonly SortedDictionary<int, (long Managed, long Resident)> _highest = [];

    /// <param name="sent">Mails sent so far.</param>
    public void Note(int sent)
    {
        if (mails <= Every)
            return;
        var (managed, resident) = _highest.GetValueOrDefault(sent / Every);
        _highest[sent / Every] = (Math.Max(managed, GC.GetTotalMemory(forceFullCollection: false)), Math.Max(resident, Environment.WorkingSet));
    }

    public void Print()
    {
        foreach (var (part, (managed, resident)) in _highest)
            Console.WriteLine($"  after {part * Every,7} mails: {managed / 1e6,6:0.0} MB managed, {resident / 1e6,6:0} MB resident at most");
    }
}
