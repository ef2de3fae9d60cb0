using System.CommandLine;
using System.Net;
using System.Net.Sockets;
using Spectre.Console;
using Utrace.Adapters;
using Utrace.Adapters.Wire.Serving;
using Utrace.Conform.Cli;
using Utrace.Conform.Documents;
using Utrace.Conformance.Verdicts;

namespace Utrace.Conform.Commands;

/// <summary><c>serve</c>: an implementation of the kit at the other end of a wire, as strangers' are.</summary>
internal static class ServeCommand
{
    /// <summary>The verb.</summary>
    public static ConformCommand Create(CommandContext context)
    {
        var adapter = new Option<string>("--adapter") { Description = "The implementation", HelpName = "NAME", Required = true };
        var unix = new Option<string?>("--unix") { Description = "Listen on a Unix socket instead of the standard streams", HelpName = "PATH" };
        var tcp = new Option<int?>("--tcp") { Description = "Listen on a TCP port of this machine instead of the standard streams", HelpName = "PORT" };
        adapter.CompletionSources.Add([.. AdapterRegistry.Names]);
        var command = new ConformCommand("serve", "Serve an implementation over the wire protocol (docs/protocol.md): an oracle for adapters in other languages")
        {
            Examples =
            [
                ("utrace-conform serve --adapter reference --unix /tmp/reference.sock", "the reference behind a socket, one connection at a time, until Ctrl-C"),
                ("utrace-conform run --adapter 'exec:utrace-conform serve --adapter threaded'", "the threaded implementation in a process of its own"),
            ],
            Notes = "On the standard streams it ends with its input. Over a socket: with Ctrl-C.",
        };
        command.Add(adapter);
        command.Add(unix);
        command.Add(tcp);
        command.SetAction(result => Serve(context, AdapterRegistry.Get(result.GetValue(adapter)!, "--adapter"), result.GetValue(unix), result.GetValue(tcp)));
        return command;
    }

    private static int Serve(CommandContext context, IAdapter adapter, string? unix, int? tcp)
    {
        if (unix is not null && tcp is not null)
        {
            throw new UserError(ExitCode.Usage, "--unix and --tcp together", "serve", "one of them, or none for the standard streams", "leave one out");
        }

        if (unix is not null)
        {
            var path = context.FullPath(unix);
            using var listener = Bind(new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified), new UnixDomainSocketEndPoint(path), $"unix:{path}");
            try
            {
                Listen(context, adapter, listener, $"unix:{path}");
            }
            finally
            {
                File.Delete(path); // It is ours: what belongs to another server cannot be bound.
            }
        }
        else if (tcp is { } port)
        {
            var here = port is > 0 and < 65536 ? new IPEndPoint(IPAddress.Loopback, port)
                : throw new UserError(ExitCode.Usage, FormattableString.Invariant($"{port} is no port"), "--tcp", "a number from 1 to 65535", "choose a free port");
            var name = FormattableString.Invariant($"tcp:{here.Address}:{port}");
            using var listener = Bind(new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp), here, name);
            Listen(context, adapter, listener, name);
        }
        else
        {
            using var input = Console.OpenStandardInput();
            using var output = Console.OpenStandardOutput();
            using var server = new WireServer(adapter, input, output);
            server.Run();
        }

        return ExitCode.Conformant;
    }

    private static Socket Bind(Socket listener, EndPoint where, string name)
    {
        try
        {
            listener.Bind(where);
            return listener;
        }
        catch (SocketException e)
        {
            listener.Dispose();
            throw new UserError(ExitCode.AdapterUnavailable, $"{name} cannot be listened on: {e.Message}", "serve", "a socket that nobody has", "end the other process, remove the file, or choose another");
        }
    }

    private static void Listen(CommandContext context, IAdapter adapter, Socket listener, string name)
    {
        listener.Listen(backlog: 1);
        context.Host.Error.WriteLine($"serving {adapter.Identity.Name} at {name}; Ctrl-C ends it");
        using var stop = context.Host.Cancel.Register(listener.Dispose);
        while (!context.Host.Cancel.IsCancellationRequested)
        {
            try
            {
                using var socket = listener.Accept();
                if (socket.AddressFamily is not AddressFamily.Unix)
                {
                    socket.NoDelay = true; // A Unix socket has no such option.
                }

                using var gone = context.Host.Cancel.Register(() => socket.Dispose());
                using var stream = new NetworkStream(socket);
                using var server = new WireServer(adapter, stream, stream);
                server.Run();
            }
            catch (Exception e) when (e is SocketException or ObjectDisposedException && context.Host.Cancel.IsCancellationRequested)
            {
                return;
            }
        }
    }
}
