using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Utrace.Adapters.Smoke.Checks;
using Utrace.Adapters.Wire.Connections;
using Utrace.Spec;

namespace Utrace.Adapters.Smoke;

/// <summary>
/// Judges an adapter, not the implementation behind it: does it speak the protocol in every case that a scenario may bring about?
/// A check that fails costs the connection; the next one gets a new one. Not thread-safe.
/// </summary>
/// <param name="endpoint">Where the adapter is.</param>
/// <param name="deadline">How long an answer may take, when nothing has to happen first.</param>
public sealed class SmokeRun(WireEndpoint endpoint, TimeSpan deadline) : IDisposable
{
    private const int NoCommonVersion = -32004;

    /// <summary>A second is the adapter's, one more for a machine that is busy.</summary>
    private static readonly TimeSpan TwoSeconds = TimeSpan.FromSeconds(2);

    private static readonly ImmutableHashSet<string> Tiers = ["T0", "T1", "T2"];

    private readonly List<SmokeFinding> _findings = [];
    private SmokeConnection? _connection;
    private HashSet<string> _capabilities = new(StringComparer.Ordinal);
    private bool _isControllable;

    /// <summary>Tells each finding as it is made.</summary>
    public Action<SmokeFinding> Found { get; init; } = _ => { };

    /// <summary>Makes all checks; after a failed handshake none.</summary>
    /// <exception cref="AdapterException">The adapter cannot be started or reached.</exception>
    public SmokeResult Run(CancellationToken cancel)
    {
        Add(Try("handshake", "hello with protocol 1 to 1", Handshake));
        if (_findings[0].Status is SmokeStatus.Ok)
        {
            foreach (var check in VerbChecks.All.Concat(ErrorChecks.All).Concat(OverlapChecks.All).Concat(SettleChecks.All).Concat(ResetChecks.All).Concat(ControlChecks.All))
            {
                cancel.ThrowIfCancellationRequested();
                Add(Make(check));
            }

            Add(Try("handshake/version", "hello with versions that are not spoken yet", Version));
            Add(Try("end", "the kit closes its end", End));
        }

        return new SmokeResult(endpoint.ToString(), [.. _findings]);
    }

    /// <inheritdoc/>
    public void Dispose() => Drop();

    private SmokeFinding Make(SmokeCheck check)
    {
        if (!_capabilities.Contains(check.Needs))
        {
            return new SmokeFinding(check.Name, SmokeStatus.Skipped, check.Did, $"{check.Needs} is not claimed");
        }

        if (check.IsControlled && !_isControllable)
        {
            return new SmokeFinding(check.Name, SmokeStatus.Skipped, check.Did, "the tier is not T2");
        }

        return Try(check.Name, check.Did, () =>
        {
            if (_connection is not { IsOpen: true })
            {
                Connect();
                Hello(1, 1);
            }

            var talk = new SmokeTalk(_connection!, _capabilities);
            talk.Reset(check.IsControlled);
            return check.Body(talk);
        });
    }

    private SmokeFinding Try(string name, string did, Func<string> body)
    {
        try
        {
            return new SmokeFinding(name, SmokeStatus.Ok, did, body());
        }
        catch (SmokeException e)
        {
            if (e.Status is SmokeStatus.Failed)
            {
                Drop();
            }

            return new SmokeFinding(name, e.Status, did, e.Message, e.Expected, e.Todo);
        }
        catch (Exception e) when (e is InvalidOperationException or FormatException or NullReferenceException)
        {
            Drop();
            return new SmokeFinding(name, SmokeStatus.Failed, did, $"a member of another type than the protocol's: {e.Message}", "members as in schema/protocol", "run a case with --validate: it names the line and the member");
        }
    }

    private void Add(SmokeFinding finding)
    {
        _findings.Add(finding);
        Found(finding);
    }

    private string Handshake()
    {
        Connect();
        var hello = Hello(1, 1);
        SmokeTalk.Expect(hello, "protocol", "1");
        foreach (var member in (string[])["name", "version", "language"])
        {
            if ((string?)hello[member] is not { Length: > 0 })
            {
                throw new SmokeException(SmokeStatus.Failed, $"{member}: {hello[member]?.ToJsonString() ?? "nothing"}", "a text", $"say your {member}: it stands in every report");
            }
        }

        var claimed = hello["capabilities"]?.AsArray().Select(c => (string)c!).ToList() ?? [];
        var unknown = claimed.Except(Capability.All, StringComparer.Ordinal).ToList();
        if (unknown.Count > 0 || !claimed.Contains(Capability.Core, StringComparer.Ordinal))
        {
            throw new SmokeException(
                SmokeStatus.Failed, $"capabilities: {string.Join(' ', claimed)}", $"core, and some of {string.Join(' ', Capability.All)}", "claim core and what else is there, in the protocol's words");
        }

        var tier = (string?)hello["tier"] ?? "nothing";
        if (!Tiers.Contains(tier) || hello["api"]?.GetValue<int>() is not > 0)
        {
            throw new SmokeException(SmokeStatus.Failed, $"api: {hello["api"]}, tier: {tier}", "api: a number like 20091216, tier: T0, T1 or T2", "say both");
        }

        _capabilities = claimed.ToHashSet(StringComparer.Ordinal);
        _isControllable = tier is "T2";
        return $"{hello["name"]} {hello["version"]}, {hello["language"]}, api {hello["api"]}, {tier}, {string.Join(' ', claimed.Order(StringComparer.Ordinal))}";
    }

    private string Version()
    {
        Drop();
        Connect();
        var talk = new SmokeTalk(_connection!, _capabilities);
        return talk.Refused("hello", [NoCommonVersion], ("protocolMin", 1_000_000), ("protocolMax", 1_000_001), ("kit", "utrace-conform"), ("kitVersion", "smoke"));
    }

    private string End()
    {
        Drop();
        Connect();
        Hello(1, 1);
        if (endpoint is not ExecEndpoint)
        {
            return "not tried: only a child of the kit has to end";
        }

        return _connection!.HangUp(deadline < TwoSeconds ? TwoSeconds : deadline) ? "the process ended"
            : throw new SmokeException(SmokeStatus.Failed, "the process goes on", "its end within a second", "end when standard input ends");
    }

    private JsonObject Hello(int min, int max) =>
        new SmokeTalk(_connection!, _capabilities).Ask("hello", ("protocolMin", min), ("protocolMax", max), ("kit", "utrace-conform"), ("kitVersion", "smoke"));

    private void Connect()
    {
        Drop();
        _connection = new SmokeConnection(endpoint, deadline);
    }

    private void Drop()
    {
        _connection?.Dispose();
        _connection = null;
    }
}
