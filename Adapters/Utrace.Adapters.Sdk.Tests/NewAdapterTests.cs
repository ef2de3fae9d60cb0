namespace Utrace.Adapters.Sdk.Tests;

[TestFixture]
public sealed class NewAdapterTests
{
    private string _directory = "";

    [SetUp]
    public void MakeDirectory() => _directory = Directory.CreateTempSubdirectory("utrace-new-").FullName;

    [TearDown]
    public void DropDirectory() => Directory.Delete(_directory, recursive: true);

    [Test]
    public void C_BuildsSmokesAndSaysWhatIsMissing()
    {
        Shell.Need("gcc", "make");
        var mine = Path.Combine(_directory, "mine");
        var (made, text, error) = CommandLine.Run("new", "adapter", "--lang", "c", "--output", mine);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(made, Is.Zero, error);
            Assert.That(text, Is.EqualTo($"""
                wrote {mine}/Makefile
                wrote {mine}/README.md
                wrote {mine}/adapter.c
                wrote {mine}/utrace_adapter.h

                next:
                  cd {mine} && make
                  utrace-conform smoke --adapter exec:./mine
                  utrace-conform run 'attach/*' --adapter exec:./mine
                  where utrace-conform is 'dotnet run --project {Shell.Root}/tools/utrace-conform --'
                """.ReplaceLineEndings("\n")));
        }

        Shell.Run(mine, "make", "CC=gcc", "CFLAGS=-std=c11 -O1 -Wall -Wextra -Wpedantic -Werror");
        var (smoked, smoke, _) = CommandLine.Run("smoke", "--adapter", $"exec:{mine}/mine", "--deadline", "30000");
        using (Assert.EnterMultipleScope())
        {
            Assert.That(smoked, Is.Zero, smoke);
            Assert.That(smoke, Does.Contain("missing  verb/attach"));
            Assert.That(smoke, Does.EndWith("; the cases that need what is missing are adapter errors until it is there"));
        }

        var (code, verdict, _) = CommandLine.Run("run", "attach/look-up-finds-the-same-engine", "--adapter", $"exec:{mine}/mine");
        using (Assert.EnterMultipleScope())
        {
            Assert.That(code, Is.EqualTo(1));
            Assert.That(verdict, Does.Contain("attach is not there"));
        }
    }

    [Test]
    public void CSharp_BuildsAndSaysWhatIsMissing()
    {
        var mine = Path.Combine(_directory, "mine");
        var (made, _, error) = CommandLine.Run("new", "adapter", "--lang", "csharp", "--output", mine);
        Assert.That(made, Is.Zero, error);
        // The kit's projects are built already, and other tests run them just now.
        Shell.Run(mine, "dotnet", "build", "--no-dependencies", "-v", "q", "-nologo", "-p:RunAnalyzers=false");
        var (smoked, smoke, _) = CommandLine.Run("smoke", "--adapter", $"exec:{mine}/bin/Debug/net10.0/mine", "--deadline", "30000");
        using (Assert.EnterMultipleScope())
        {
            Assert.That(smoked, Is.Zero, smoke);
            Assert.That(smoke, Does.Contain("missing  verb/attach").And.Contains("ok       settle/awaited"));
        }

        var (code, verdict, _) = CommandLine.Run("run", "attach/look-up-finds-the-same-engine", "--adapter", $"exec:{mine}/bin/Debug/net10.0/mine");
        using (Assert.EnterMultipleScope())
        {
            Assert.That(code, Is.EqualTo(1));
            Assert.That(verdict, Does.Contain("Attach is not there"));
        }
    }

    [Test]
    public void Python_SmokesAndSaysWhatIsMissing()
    {
        Shell.Need("python3");
        var mine = Path.Combine(_directory, "mine");
        var (made, text, error) = CommandLine.Run("new", "adapter", "--lang", "python", "--output", mine);
        Assert.That(made, Is.Zero, error);
        Assert.That(text, Does.EndWith($"""
            next:
              cd {mine}
              utrace-conform smoke --adapter 'exec:python3 adapter.py'
              utrace-conform run 'attach/*' --adapter 'exec:python3 adapter.py'
              where utrace-conform is 'dotnet run --project {Shell.Root}/tools/utrace-conform --'
            """.ReplaceLineEndings("\n")));
        var package = Path.Combine(Shell.SdkPython, "utrace_adapter");
        Assert.That(
            Directory.EnumerateFiles(Path.Combine(mine, "utrace_adapter")).Select(f => (Path.GetFileName(f), File.ReadAllText(f))),
            Is.EquivalentTo(Directory.EnumerateFiles(package, "*.py").Select(f => (Path.GetFileName(f), File.ReadAllText(f)))));
        var (smoked, smoke, _) = CommandLine.Run("smoke", "--adapter", $"exec:python3 {mine}/adapter.py", "--deadline", "30000");
        using (Assert.EnterMultipleScope())
        {
            Assert.That(smoked, Is.Zero, smoke);
            Assert.That(smoke, Does.Contain("missing  verb/attach"));
        }

        var (code, verdict, _) = CommandLine.Run("run", "attach/look-up-finds-the-same-engine", "--adapter", $"exec:python3 {mine}/adapter.py");
        using (Assert.EnterMultipleScope())
        {
            Assert.That(code, Is.EqualTo(1));
            Assert.That(verdict, Does.Contain("attach is not there"));
        }
    }

    [Test]
    public void Language_Unknown_NamesThoseThereAre() => IsError(64, "error: there is no skeleton in 'rust'", "expected: one of c, csharp, python", "new", "adapter", "--lang", "rust", "--output", "x");

    [Test]
    public void Output_ThatExists_IsLeftAlone()
    {
        File.WriteAllText(Path.Combine(_directory, "precious"), "");
        IsError(66, $"error: '{_directory}' exists already", "do:       name another one, or empty it", "new", "adapter", "--lang", "c", "--output", _directory, "--name", "mine");
    }

    [Test]
    public void Name_ThatIsNone_SaysWhatNamesAre() =>
        IsError(64, "error: '9lives' is no name of an implementation", "expected: a letter, then letters, digits, '-' and '_'", "new", "adapter", "--lang", "c", "--output", Path.Combine(_directory, "x"), "--name", "9lives");

    [Test]
    public void Smoke_OfNothing_SaysSo() => IsError(69, "error: the adapter is not available: ", "do:       build or start it first", "smoke", "--adapter", "exec:./not-there");

    [Test]
    public void Smoke_OfAName_SaysWhatEndpointsAre() => IsError(64, "error: 'threaded' is no endpoint", "expected: exec:CMD, unix:PATH or tcp:HOST:PORT", "smoke", "--adapter", "threaded");

    private static void IsError(int code, string what, string line, params string[] args)
    {
        var (came, _, error) = CommandLine.Run(args);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(came, Is.EqualTo(code), error);
            Assert.That(error, Does.StartWith(what));
            Assert.That(error, Does.Contain(line));
        }
    }
}
