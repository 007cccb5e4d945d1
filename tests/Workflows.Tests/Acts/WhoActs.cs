using Workflows.Acts;

namespace Workflows.Tests.Acts;

/// <summary>A surface that forgets to say who acts does not act with the office's rights: it does not act at all.</summary>
public sealed class WhoActs
{
    [Fact]
    public async Task Nobody_acts_by_default()
    {
        await using var session = new LedgerSession();
        Assert.Throws<InvalidOperationException>(() => session.Actor);
    }
}
