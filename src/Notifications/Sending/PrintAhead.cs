using Notifications.Composing;
using Notifications.Templates;

namespace Notifications.Sending;

/// <summary>
/// Puts the mails of a batch into words on another thread, a few at a time and always ahead of the one on its way, so that the
/// line to the server waits for nobody. Mails with large files are made one by one: several of them would fill the memory.
/// </summary>
internal sealed class PrintAhead : IAsyncDisposable
{
    private const int Several = 8;

    private readonly MailCourier _courier;
    private readonly IReadOnlyList<MailToSend> _mails;
    private readonly IReadOnlyDictionary<Guid, Wording> _wordings;
    private readonly Queue<PrintedMail> _ready = new(Several);
    private Task<IReadOnlyList<PrintedMail>> _printing;
    private int _begun;

    public PrintAhead(MailCourier courier, IReadOnlyList<MailToSend> mails, IReadOnlyDictionary<Guid, Wording> wordings)
    {
        _courier = courier;
        _mails = mails;
        _wordings = wordings;
        _printing = Print();
    }

    /// <summary>The next mail of the batch; whoever takes it disposes its message.</summary>
    public async ValueTask<PrintedMail> NextAsync()
    {
        if (_ready.Count == 0)
        {
            foreach (var printed in await _printing)
                _ready.Enqueue(printed);
            _printing = Print();
        }
        return _ready.Dequeue();
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var left in _ready.Concat(await _printing))
            left.Message?.Dispose();
    }

    private Task<IReadOnlyList<PrintedMail>> Print()
    {
        var first = _begun;
        var large = false;
        while (_begun < _mails.Count && _begun - first < Several && !large)
            large = _mails[_begun++].HasLargePapers;
        var behind = _begun;
        return first == behind ? Task.FromResult<IReadOnlyList<PrintedMail>>([]) : Task.Run(() => PrintAsync(first, behind));
    }

    private async Task<IReadOnlyList<PrintedMail>> PrintAsync(int first, int behind)
    {
        var printed = new List<PrintedMail>(behind - first);
        for (var number = first; number < behind; number++)
            printed.Add(await _courier.PrintAsync(_mails[number], _wordings.GetValueOrDefault(_mails[number].Id)));
        return printed;
    }
}

/// <summary>Mails a worker has taken and begun to put into words.</summary>
internal sealed record MailBatch(IReadOnlyList<MailToSend> Mails, PrintAhead? Printer) : IAsyncDisposable
{
    public ValueTask DisposeAsync() => Printer?.DisposeAsync() ?? default;
}
