using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics.X86;

namespace Utrace.Conformance.Exploration.Search;

/// <summary>Hints to the processor.</summary>
internal static class Cache
{
    /// <summary>Asks for the line of a place. Only a hint: an address that moves meanwhile does no harm.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static unsafe void Prefetch(ref ulong place)
    {
        if (Sse.IsSupported)
        {
            Sse.Prefetch0(Unsafe.AsPointer(ref place));
        }
    }
}
