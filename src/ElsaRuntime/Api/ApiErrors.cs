using System.Globalization;
using System.Text.Json.Nodes;
using ElsaRuntime.Definitions;
using Microsoft.AspNetCore.Http;

namespace ElsaRuntime.Api;

/// <summary>Refusals in Elsa's shape: <c>{statusCode, message, errors: {path: [text]}}</c>.</summary>
internal static class ApiErrors
{
    /// <summary>One refusal that belongs to no field, by its resource key.</summary>
    public static IResult General(int status, string code, params object[] arguments) =>
        GeneralTexts(status, [DefinitionProblem.Text(code, CultureInfo.CurrentUICulture, arguments)]);

    /// <summary>Refusals that belong to no field, as people read them.</summary>
    public static IResult GeneralTexts(int status, IEnumerable<string> texts) =>
        Of(status, new JsonObject { ["generalErrors"] = List(texts) });

    /// <summary>Resource keys by the path they were met at.</summary>
    public static IResult Invalid(IReadOnlyDictionary<string, List<string>> errors) => Of(
        StatusCodes.Status400BadRequest,
        new JsonObject(errors.Select(e => KeyValuePair.Create(e.Key, (JsonNode?)List(e.Value.Select(code => DefinitionProblem.Text(code, CultureInfo.CurrentUICulture)))))));

    /// <summary>Why an act on a definition did not come about.</summary>
    public static IResult Of(DefinitionOutcome outcome) => outcome switch
    {
        DefinitionOutcome.NotFound => TypedResults.NotFound(),
        DefinitionOutcome.Invalid invalid => Invalid(invalid.Errors),
        DefinitionOutcome.Readonly => General(StatusCodes.Status403Forbidden, "Readonly"),
        DefinitionOutcome.NotPublished notPublished => General(StatusCodes.Status400BadRequest, "NotPublished", notPublished.DefinitionId),
        DefinitionOutcome.CannotStart cannot => GeneralTexts(StatusCodes.Status400BadRequest, cannot.Problems.Select(p => p.In(CultureInfo.CurrentUICulture))),
        DefinitionOutcome.Guarded guarded => GeneralTexts(StatusCodes.Status400BadRequest, Texts(guarded)),
        DefinitionOutcome.InUse => General(StatusCodes.Status409Conflict, "VersionInUse"),
        _ => throw new ArgumentOutOfRangeException(nameof(outcome), outcome, null),
    };

    /// <summary>A task handler refused, or somebody else was faster.</summary>
    public static IResult Of(HttpContext http, WorkflowOutcome outcome)
    {
        var text = outcome switch
        {
            WorkflowOutcome.Refused refused => Options(http).DescribeRefusal?.Invoke(refused, CultureInfo.CurrentUICulture) ?? refused.Code,
            _ => DefinitionProblem.Text("SomebodyElseMoved", CultureInfo.CurrentUICulture),
        };
        return GeneralTexts(StatusCodes.Status409Conflict, [text]);
    }

    public static ElsaApiOptions Options(HttpContext http) => http.GetEndpoint()!.Metadata.GetRequiredMetadata<ElsaApiOptions>();

    private static List<string> Texts(DefinitionOutcome.Guarded guarded)
    {
        var culture = CultureInfo.CurrentUICulture;

        // What the product needs first: the designer shows three at a time, and a lost step leaves many others unreached.
        var texts = guarded.Objections.Select(o => culture.TwoLetterISOLanguageName == "en" ? o.English : o.Chinese)
            .Concat(guarded.Problems.Select(p => p.In(culture)))
            .ToList();
        return texts.Count > 0 ? texts : [DefinitionProblem.Text("GuardedMustStay", culture, guarded.DefinitionId)];
    }

    private static IResult Of(int status, JsonObject errors) => ApiJson.Ok(
        new JsonObject { ["statusCode"] = status, ["message"] = DefinitionProblem.Text("Refused", CultureInfo.CurrentUICulture), ["errors"] = errors },
        status);

    private static JsonArray List(IEnumerable<string> texts) => new([.. texts.Select(t => JsonValue.Create(t))]);
}
