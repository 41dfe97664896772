using System.CommandLine;
using GridCity.Cli.Commands;

var root = new RootCommand("GridCity's command line.") { ReplayCommand.Make(), CityCommand.Make(), UserCommand.Make(), PersonCommand.Make(), DemoCommand.Make() };
return await root.Parse(args).InvokeAsync();
