using System.Collections.Immutable;

namespace Utrace.Spec.Guarantees;

/// <summary>The tags that sources of guarantees are written in, and the letters that versions are called by.</summary>
public static class SourceTags
{
    /// <summary>Tag and what it stands for, in the order of authority.</summary>
    public static ImmutableArray<(string Tag, string Meaning)> All { get; } =
    [
        ("TMPL:x", "the book \"The utrace User Debugging Infrastructure\", section x"),
        ("H:x", "kernel-doc of item x in include/linux/utrace.h"),
        ("C:f", "kernel-doc or comment of function f in kernel/utrace.c"),
        ("TH:x", "kernel-doc of entry x in include/linux/tracehook.h"),
        ("MAIL-R", "Roland McGrath, 2010-06-23, in the thread \"Possible problem with utrace_control\""),
        ("MAIL-O", "Oleg Nesterov, 2010-06-23, in the same thread"),
        ("ML:n", "message n of the utrace-devel archive"),
        ("GIT:h", "upstream commit h of the utrace tree"),
        ("PT", "a client relies on it: ptrace over utrace"),
        ("STAP", "a client relies on it: SystemTap's task finder"),
        ("CODE:f", "only visible in what function f does; no document promises it"),
    ];

    /// <summary>Letter and version.</summary>
    public static ImmutableArray<(string Letter, string Meaning)> Versions { get; } =
    [
        ("R", "utrace of the RHEL 6 kernel (2.6.32), API 20091216"),
        ("B", "the last upstream state, 2010-10-20, API 20091216"),
        ("F33", "Fedora's utrace for 2.6.38 and later, API 20091216"),
        ("S", "SystemTap's own implementation, seven events"),
    ];
}
