using System.Reflection;

namespace VerifyTests;

/// <summary>Chooses the parts of a snapshot's path for a test.</summary>
/// <param name="sourceFile">The file that calls Verify.</param>
/// <param name="projectDirectory">The directory of its project, with a final separator.</param>
/// <param name="type">The fixture.</param>
/// <param name="method">The test method.</param>
public delegate PathInfo DerivePathInfo(string sourceFile, string projectDirectory, Type type, MethodInfo method);

/// <summary>Parts of a snapshot's path; null leaves the usual one.</summary>
/// <param name="directory">Relative to the directory of the calling source file, or absolute.</param>
/// <param name="typeName">In place of the fixture's name.</param>
/// <param name="methodName">In place of the method's name.</param>
public sealed class PathInfo(string? directory = null, string? typeName = null, string? methodName = null)
{
    /// <summary>The directory.</summary>
    public string? Directory { get; } = directory;

    /// <summary>The type part.</summary>
    public string? TypeName { get; } = typeName;

    /// <summary>The method part.</summary>
    public string? MethodName { get; } = methodName;
}
