using System.Text;
using ElsaRuntime.Definitions;
using ElsaRuntime.Expressions;
using ElsaRuntime.Model;

namespace ElsaRuntime.Api;

/// <summary>TypeScript declarations of what JavaScript expressions of a definition can call.</summary>
internal static class TypeDefinitions
{
    private const string Always = """
        declare function getVariable(name: string): any;
        declare function setVariable(name: string, value: any): void;
        declare function getInput(name: string): any;
        declare function getOutputFrom(activity: string, output?: string): any;
        declare function getLastResult(): any;
        declare function getCorrelationId(): string | null;
        declare function setCorrelationId(value: string): void;
        declare function getWorkflowInstanceId(): string;
        declare function getWorkflowInstanceName(): string | null;
        declare function setWorkflowInstanceName(value: string): void;
        declare function getWorkflowDefinitionId(): string;
        declare function getWorkflowDefinitionVersionId(): string;
        declare function getWorkflowDefinitionVersion(): number;
        declare function isNullOrWhiteSpace(value: string | null): boolean;
        declare function isNullOrEmpty(value: string | null): boolean;
        declare function toJson(value: any): string;
        declare function parseGuid(value: string): any;
        declare function newGuid(): any;
        declare function newGuidString(): string;
        declare function newShortGuid(): string;
        declare function bytesToString(value: any): string;
        declare function bytesFromString(value: string): any;
        declare function bytesToBase64(value: any): string;
        declare function bytesFromBase64(value: string): any;
        declare function stringToBase64(value: string): string;
        declare function stringFromBase64(value: string): string;
        declare function setOutcome(outcome: string): void;
        declare function setOutcomes(outcomes: string[]): void;

        """;

    public static string Of(DefinitionVersion version)
    {
        var definition = DefinitionParser.Parse(version.Model, version.Id);
        var text = new StringBuilder(Always);
        var variables = definition.Nodes.SelectMany(node => node.Variables).Concat(definition.Variables)
            .DistinctBy(v => v.Name, StringComparer.Ordinal)
            .ToList();
        foreach (var variable in variables.Where(v => ScriptNames.HasAccessors(v.Name)))
        {
            var type = TypeOf(variable.TypeName, variable.IsArray);
            text.Append(Invariant($"declare function get{ScriptNames.Pascal(variable.Name)}(): {type};\n"));
            text.Append(Invariant($"declare function set{ScriptNames.Pascal(variable.Name)}(value: {type}): void;\n"));
        }

        foreach (var input in definition.Inputs.Where(i => ScriptNames.HasAccessors(i.Name) && !variables.Exists(v => v.Name == i.Name)).DistinctBy(i => i.Name, StringComparer.Ordinal))
        {
            text.Append(Invariant($"declare function get{input.Name}(): {TypeOf(input.TypeName, input.IsArray)};\n"));
        }

        var members = variables.Where(v => IsMember(v.Name)).Select(v => Invariant($"{v.Name}: {TypeOf(v.TypeName, v.IsArray)};"));
        return text.Append(Invariant($"declare var variables: {{ {string.Join(' ', members)} }};\n")).ToString();
    }

    private static string TypeOf(string alias, bool isArray)
    {
        var type = alias switch
        {
            "String" or "Guid" or "TimeSpan" => "string",
            "Boolean" => "boolean",
            "Int16" or "Int32" or "Int64" or "Long" or "Single" or "Double" or "Decimal" => "number",
            "DateTime" or "DateTimeOffset" => "Date",
            _ => "any",
        };
        return isArray ? type + "[]" : type;
    }

    private static bool IsMember(string name) => ScriptNames.HasAccessors(name) && !char.IsDigit(name[0]);

    private static string Invariant(FormattableString text) => FormattableString.Invariant(text);
}
