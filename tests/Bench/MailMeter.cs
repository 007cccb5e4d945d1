using System.Globalization;
using Bench.Engine;
using Npgsql;
using Testing.Smtp;

namespace Bench;

/// <summary>Tells what a run of mails costs each of the three who share the machine: this process, the database, the SMTP server.</summary>
internal sealed class MailMeter
{
    private readonly CpuClock processor;
    private readonly SmtpSink sink;

    private MailMeter(CpuClock processor, SmtpSink sink)
    {
        this.processor = processor;
        this.sink = sink;
    }

    public static async Task<MailMeter> OfAsync(NpgsqlDataSource database, SmtpSink sink, CancellationToken stop) =>
        new(await CpuClock.OfAsync(database, stop), sink);

    /// <param name="mails">How many mails the run sends.</param>
    /// <param name="run">Answers with mails per second.</param>
    public async Task<(double PerSecond, string Processor)> MeasureAsync(int mails, Func<Task<double>> run)
    {
        var (before, sinkBefore) = (processor.Read(), sink.ProcessorTime);
        var perSecond = await run();
        var spent = processor.Read() - before;
        return (perSecond, string.Create(CultureInfo.InvariantCulture,
            $"CPU per mail: {spent.Client / mails:0} µs client, {spent.Server / mails:0} µs database, {(sink.ProcessorTime - sinkBefore).TotalMicroseconds / mails:0} µs SMTP server"));
    }
}
