using Mine;
using Utrace.Adapters.Wire.Serving;

// Standard output is the protocol's; what the program prints goes to standard error.
using var input = Console.OpenStandardInput();
using var output = Console.OpenStandardOutput();
Console.SetOut(Console.Error);
new WireServer(new MyAdapter(), input, output).Run();
