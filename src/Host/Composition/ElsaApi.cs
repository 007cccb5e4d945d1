using ElsaRuntime.Api;
using Host.Accounts;
using Ledger.Refusals;
using Workflows.LifeCycle;

namespace Host.Composition;

/// <summary>Elsa's REST API under <c>/elsa/api</c> and its hub beside it, for the office: whoever draws the workflows.</summary>
internal static class ElsaApi
{
    public static void MapElsa(this WebApplication app) => app.MapElsaApi("/elsa/api", options =>
    {
        options.Policy = Policies.Office;
        options.DescribeRefusal = (refused, culture) => HandlerRefusal.Restore(refused.Code, refused.Detail).In(culture);
    });
}
