using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Ledger.Storage;

/// <summary>How history is written as JSON: readable by hand in the database, Chinese as it is, enums by name.</summary>
internal static class HistoryJson
{
    public static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        Converters = { new JsonStringEnumConverter() },

        // jsonb does not keep the order of its keys, so the kind need not come first.
        AllowOutOfOrderMetadataProperties = true,
    };
}
