using System.Runtime.CompilerServices;
using VerifyNUnit;
using VerifyTests;

namespace Utrace.Snapshots.Tests;

public sealed class NameTests : SnapshotFixture
{
    [Test]
    public void NoName_TypeAndMethod()
    {
        Failure(Verifier.Verify("x", Settings(fileName: null)));

        Assert.That(Files(), Is.EqualTo(new[] { "NameTests.NoName_TypeAndMethod.received.txt" }));
    }

    [TestCase("a/b", 3, true)]
    public void Arguments_ArePartOfTheName(string text, int number, bool flag)
    {
        Failure(Verifier.Verify($"{text}{number}{flag}", Settings(fileName: null)));

        Assert.That(Files(), Is.EqualTo(new[] { "NameTests.Arguments_ArePartOfTheName_text=a-b_number=3_flag=True.received.txt" }));
    }

    [TestCase("argument")]
    public void TypeMethodAndParametersText_ReplaceTheUsualParts(string unused)
    {
        Failure(Verifier.Verify(unused, Settings(fileName: null)).UseTypeName("Type").UseMethodName("method").UseTextForParameters("first"));

        Assert.That(Files(), Is.EqualTo(new[] { "Type.method_first.received.txt" }));
    }

    [TestCase(typeof(string))]
    public void ArgumentWithoutText_SaysWhatToDo(Type unused)
    {
        Assert.That(
            () => Verifier.Verify(unused.Name, Settings(fileName: null)).GetAwaiter().GetResult(),
            Throws.InvalidOperationException.With.Message.EqualTo(
                "The argument 'unused' has no text for a file name (System.RuntimeType). Use UseTextForParameters or UseFileName."));
    }

    [TestCase('/')]
    [TestCase('\\')]
    [TestCase(':')]
    public void UseFileName_PathCharacter_Throws(char bad) => Assert.That(
        () => new VerifySettings().UseFileName($"a{bad}b"),
        Throws.ArgumentException.With.Message.StartsWith($"'a{bad}b' cannot be part of a file name: it contains '{bad}'. Take that character out."));

    [Test]
    public void UseFileName_WithTypeOrMethodName_Throws()
    {
        var settings = Settings();

        Assert.That(() => settings.UseTypeName("t"), Throws.InvalidOperationException.With.Message.EqualTo(
            "UseTypeName cannot be used together with UseFileName. Keep one of them."));
        Assert.That(() => settings.UseMethodName("m"), Throws.InvalidOperationException);

        var other = Settings(fileName: null);
        other.UseTypeName("t");
        Assert.That(() => other.UseFileName("f"), Throws.InvalidOperationException.With.Message.EqualTo(
            "UseFileName cannot be used together with UseTypeName or UseMethodName. Keep one of them."));
    }

    [Test]
    public void DerivePathInfo_ChoosesDirectoryTypeAndMethod()
    {
        string? project = null;
        Verifier.DerivePathInfo((_, projectDirectory, type, method) =>
        {
            project = projectDirectory;
            return new PathInfo(Folder, $"{type.Name}X", $"{method.Name}Y");
        });

        Failure(Verifier.Verify("x"));

        Assert.That(Files(), Is.EqualTo(new[] { "NameTestsX.DerivePathInfo_ChoosesDirectoryTypeAndMethodY.received.txt" }));
        Assert.That(project, Is.EqualTo(Path.GetDirectoryName(ThisFile()) + Path.DirectorySeparatorChar));
    }

    [Test]
    public void UseProjectRelativeDirectory_IsBelowTheProject()
    {
        Directory.CreateDirectory(Path.Combine(Folder, "deep"));
        Have("x.csproj", "");
        Verifier.UseProjectRelativeDirectory("snap");

        Failure(Verifier.Verify("x", sourceFile: Path.Combine(Folder, "deep", "T.cs")).UseFileName("case"));

        Assert.That(File.Exists(Path.Combine(Folder, "snap", "case.received.txt")));
    }

    [Test]
    public void UseSourceFileRelativeDirectory_IsBelowTheSource()
    {
        Verifier.UseSourceFileRelativeDirectory("snap");

        Failure(Verifier.Verify("x", sourceFile: Path.Combine(Folder, "deep", "T.cs")).UseFileName("case"));

        Assert.That(File.Exists(Path.Combine(Folder, "deep", "snap", "case.received.txt")));
    }

    [Test]
    public void NoDirectory_IsThatOfTheSource()
    {
        Failure(Verifier.Verify("x", sourceFile: Path.Combine(Folder, "T.cs")).UseFileName("case"));

        Assert.That(Files(), Is.EqualTo(new[] { "case.received.txt" }));
    }

    private static string ThisFile([CallerFilePath] string file = "") => file;

    public sealed class Inner : SnapshotFixture
    {
        [Test]
        public void NestedType_IsNamedWithItsOuterType()
        {
            Failure(Verifier.Verify("x", Settings(fileName: null)));

            Assert.That(Files(), Is.EqualTo(new[] { "NameTests.Inner.NestedType_IsNamedWithItsOuterType.received.txt" }));
        }
    }
}
