using System.Globalization;
using Spectre.Console;

namespace Utrace.Conform.Rendering;

/// <summary>A job of many parts: a progress bar on a terminal, a plain line every tenth in a pipe.</summary>
internal static class LongJob
{
    private const int PlainLines = 10;

    /// <summary>Does the work; it calls what it is given once per part, from one thread at a time, with what to show behind the bar.</summary>
    public static void Run(IAnsiConsole console, string what, int total, Action<Action<string>> work)
    {
        if (console.Profile.Capabilities is { Interactive: true, Ansi: true })
        {
            console.Progress()
                .AutoClear(true)
                .Columns(new TaskDescriptionColumn(), new ProgressBarColumn(), new PercentageColumn(), new ElapsedTimeColumn())
                .Start(progress =>
                {
                    var task = progress.AddTask(Markup.Escape(what), maxValue: total);
                    work(state =>
                    {
                        task.Increment(1);
                        task.Description = Markup.Escape($"{what} {task.Value.ToString("0", CultureInfo.InvariantCulture)}/{total} {state}");
                    });
                });
            return;
        }

        var done = 0;
        work(state =>
        {
            done++;
            if (total >= PlainLines && done * PlainLines / total > (done - 1) * PlainLines / total)
            {
                console.WriteLine($"{what}: {done}/{total} {state}");
            }
        });
    }
}
