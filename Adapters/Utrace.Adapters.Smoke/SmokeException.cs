namespace Utrace.Adapters.Smoke;

/// <summary>Ends a check: something other than expected came.</summary>
/// <param name="status">How the check ends.</param>
/// <param name="came">What came.</param>
/// <param name="expected">What was expected.</param>
/// <param name="todo">What to do.</param>
internal sealed class SmokeException(SmokeStatus status, string came, string expected, string todo) : Exception(came)
{
    public SmokeStatus Status => status;

    public string Expected => expected;

    public string Todo => todo;
}
