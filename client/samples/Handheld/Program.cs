// An inspector's handheld: GRIDCITY_SERVER is the city's gRPC address, GRIDCITY_TOKEN the token of an inspector.
// The duty grid and the position stand on the command line: 990101001001-1 30.2676 120.1208
using System.Globalization;
using GridCity.Client;
using GridCity.Samples.Handheld;

if (args.Length != 3)
{
    Console.Error.WriteLine("usage: GridCity.Samples.Handheld DUTY-GRID LATITUDE LONGITUDE");
    return 64;
}

var server = Environment.GetEnvironmentVariable("GRIDCITY_SERVER") ?? "http://127.0.0.1:5080";
using var city = new GridCityClient(new(server), new() { Token = Environment.GetEnvironmentVariable("GRIDCITY_TOKEN") });
await new Round(city, Console.Out, TimeProvider.System).WalkAsync(
    args[0], double.Parse(args[1], CultureInfo.InvariantCulture), double.Parse(args[2], CultureInfo.InvariantCulture));
return 0;
