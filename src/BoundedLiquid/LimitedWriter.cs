using System.Globalization;
using System.Text.Encodings.Web;
using Fluid;
using Fluid.Ast;

namespace BoundedLiquid;

/// <summary>Collects text up to a length.</summary>
internal sealed class LimitedWriter(int limit) : StringWriter(CultureInfo.InvariantCulture)
{
    /// <summary>Writes what the statements write, until one of them breaks off.</summary>
    public async ValueTask<Completion> WriteAllAsync(IReadOnlyList<Statement> statements, TextEncoder encoder, TemplateContext context)
    {
        foreach (var statement in statements)
        {
            if (await statement.WriteToAsync(this, encoder, context) is not Completion.Normal and var completion)
            {
                return completion;
            }
        }

        return Completion.Normal;
    }

    public override void Write(char value)
    {
        Check(1);
        base.Write(value);
    }

    public override void Write(string? value)
    {
        Check(value?.Length ?? 0);
        base.Write(value);
    }

    public override void Write(char[] buffer, int index, int count)
    {
        Check(count);
        base.Write(buffer, index, count);
    }

    public override void Write(ReadOnlySpan<char> buffer)
    {
        Check(buffer.Length);
        base.Write(buffer);
    }

    private void Check(int more)
    {
        if (GetStringBuilder().Length + more > limit)
        {
            throw new InvalidOperationException("The template renders too much text.");
        }
    }
}
