namespace VerifyTests;

/// <summary>What one Verify does differently. Copied at the call, so a later change does not reach back. Not thread-safe.</summary>
public sealed class VerifySettings
{
    /// <summary>The usual settings.</summary>
    public VerifySettings()
    {
    }

    /// <summary>A copy.</summary>
    public VerifySettings(VerifySettings? settings)
    {
        if (settings is not null)
        {
            (Directory, FileName, TypeName, MethodName, ParametersText) =
                (settings.Directory, settings.FileName, settings.TypeName, settings.MethodName, settings.ParametersText);
            (UniquePrefixDisabled, AutoVerified, DiffDisabled, ScrubbersDisabled) =
                (settings.UniquePrefixDisabled, settings.AutoVerified, settings.DiffDisabled, settings.ScrubbersDisabled);
        }
    }

    internal string? Directory { get; private set; }

    internal string? FileName { get; private set; }

    internal string? TypeName { get; private set; }

    internal string? MethodName { get; private set; }

    internal string? ParametersText { get; private set; }

    internal bool UniquePrefixDisabled { get; private set; }

    internal bool AutoVerified { get; private set; }

    internal bool DiffDisabled { get; private set; }

    internal bool ScrubbersDisabled { get; private set; }

    /// <summary>The directory of the files, relative to that of the calling source file.</summary>
    public void UseDirectory(string directory)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(directory);
        Directory = directory;
    }

    /// <summary>The whole prefix of the file names. Not together with <see cref="UseTypeName"/> or <see cref="UseMethodName"/>.</summary>
    /// <exception cref="ArgumentException">The name has a character that no file name can have, '/' among them.</exception>
    /// <exception cref="InvalidOperationException">A type or method name was given before.</exception>
    public void UseFileName(string fileName)
    {
        CheckName(fileName, nameof(fileName));
        ThrowIfSet(TypeName ?? MethodName, nameof(UseFileName), "UseTypeName or UseMethodName");
        FileName = fileName;
    }

    /// <summary>In place of the fixture's name.</summary>
    /// <exception cref="InvalidOperationException">A file name was given before.</exception>
    public void UseTypeName(string name)
    {
        CheckName(name, nameof(name));
        ThrowIfSet(FileName, nameof(UseTypeName), nameof(UseFileName));
        TypeName = name;
    }

    /// <summary>In place of the method's name.</summary>
    /// <exception cref="InvalidOperationException">A file name was given before.</exception>
    public void UseMethodName(string name)
    {
        CheckName(name, nameof(name));
        ThrowIfSet(FileName, nameof(UseMethodName), nameof(UseFileName));
        MethodName = name;
    }

    /// <summary>In place of the text made of the test's arguments.</summary>
    public void UseTextForParameters(string parametersText)
    {
        CheckName(parametersText, nameof(parametersText));
        ParametersText = parametersText;
    }

    /// <summary>Accepted for compatibility: no diff tool is started here.</summary>
    public void DisableDiff() => DiffDisabled = true;

    /// <summary>Accepted for compatibility: nothing is scrubbed here.</summary>
    public void DisableScrubbers() => ScrubbersDisabled = true;

    /// <summary>Lets several Verifys share a prefix.</summary>
    public void DisableRequireUniquePrefix() => UniquePrefixDisabled = true;

    /// <summary>Takes what is received as verified.</summary>
    public void AutoVerify() => AutoVerified = true;

    private static void CheckName(string name, string parameter)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name, parameter);
        if (name.AsSpan().IndexOfAny(FileNames.Forbidden) is >= 0 and var at)
        {
            throw new ArgumentException($"'{name}' cannot be part of a file name: it contains '{name[at]}'. Take that character out.", parameter);
        }
    }

    private static void ThrowIfSet(string? other, string method, string others)
    {
        if (other is not null)
        {
            throw new InvalidOperationException($"{method} cannot be used together with {others}. Keep one of them.");
        }
    }
}
