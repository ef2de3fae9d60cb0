using System.Runtime.CompilerServices;
using VerifyTests;

[assembly: LevelOfParallelism(2)]

namespace Utrace.Conformance.Suite;

/// <summary>Snapshot settings of the whole assembly; they must stand before the first Verify.</summary>
internal static class ModuleSettings
{
    [ModuleInitializer]
    public static void Initialize() => VerifierSettings.UseUtf8NoBom();
}
