using Bench;

using var stop = new CancellationTokenSource();
Console.CancelKeyPress += (_, pressed) =>
{
    pressed.Cancel = true;
    stop.Cancel();
};
switch (args)
{
    case ["mail", .. var rest]:
        await MailBench.RunAsync(rest, stop.Token);
        return 0;
    default:
        Console.WriteLine("usage: dotnet run -c Release --project tests/Bench -- mail [mails]");
        return 1;
}
