namespace Utrace.Adapters.Sdk.Tests;

[TestFixture]
public sealed class HeaderTests
{
    private static readonly string[] Sanitizers = ["-fsanitize=address,undefined", "-fno-sanitize-recover=all"];

    [Test]
    public void Json_ReadsRefusesAndWrites()
    {
        Shell.Need("gcc");
        var program = Shell.Compile("json_test", [Path.Combine(Shell.SdkC, "test", "json_test.c")], Sanitizers);
        Assert.That(Shell.Run(Shell.SdkC, program), Is.EqualTo("json: all right\n"));
    }

    [Test]
    public void Header_ByClang_IsCleanToo()
    {
        Shell.Run(Shell.SdkC, Shell.Compiler("clang"), ["-std=c11", "-Wall", "-Wextra", "-Wpedantic", "-Werror", "-pthread", "-fsyntax-only", .. Shell.ToyFiles]);
        Assert.Pass();
    }
}
