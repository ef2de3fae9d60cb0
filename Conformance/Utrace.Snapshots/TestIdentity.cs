using System.Globalization;
using System.Reflection;
using NUnit.Framework;
using NUnit.Framework.Internal;

namespace VerifyTests;

/// <summary>The running test, as far as file names depend on it.</summary>
internal sealed record TestIdentity(Type Type, MethodInfo Method, object?[] Arguments)
{
    /// <summary>The test that runs in this context.</summary>
    internal static TestIdentity Current()
    {
        // Outside a test NUnit answers with a made-up test of its own.
        var test = TestExecutionContext.CurrentContext.CurrentTest;
        if (test is not { TypeInfo.Type: { } type, Method.MethodInfo: { } method } || type.Assembly == typeof(TestContext).Assembly)
        {
            throw new InvalidOperationException("Verify was called outside a running NUnit test. Call it in the test's own flow, and await it.");
        }

        return new TestIdentity(type, method, test.Arguments);
    }

    /// <summary><c>Outer.Inner</c>.</summary>
    internal string TypeName
    {
        get
        {
            var name = Type.Name.Split('`')[0];
            for (var outer = Type.DeclaringType; outer is not null; outer = outer.DeclaringType)
            {
                name = $"{outer.Name.Split('`')[0]}.{name}";
            }

            return name;
        }
    }

    /// <summary><c>_name=value_name=value</c>.</summary>
    internal string ParametersText => string.Concat(
        Method.GetParameters().Zip(Arguments, (parameter, value) => $"_{parameter.Name}={FileNames.Clean(TextOf(parameter.Name!, value))}"));

    private static string TextOf(string name, object? value) => value switch
    {
        null => "null",
        string or char or bool or Enum => value.ToString()!,
        IFormattable number when number.GetType().IsPrimitive => number.ToString(format: null, CultureInfo.InvariantCulture),
        _ => throw new InvalidOperationException(
            $"The argument '{name}' has no text for a file name ({value.GetType()}). Use UseTextForParameters or UseFileName."),
    };
}
