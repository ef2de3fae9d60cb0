namespace Utrace.Conform.Documents;

/// <summary>Progress that is told at once, in the thread that makes it.</summary>
internal sealed class Immediate<T>(Action<T> told) : IProgress<T>
{
    /// <inheritdoc/>
    public void Report(T value) => told(value);
}
