// For whoever keeps a city running: GRIDCITY_SERVER is the city's gRPC address, GRIDCITY_TOKEN the token of an administrator.
using GridCity.Client;
using GridCity.Samples.Operations;

var server = Environment.GetEnvironmentVariable("GRIDCITY_SERVER") ?? "http://127.0.0.1:5080";
using var city = new GridCityClient(new(server), new() { Token = Environment.GetEnvironmentVariable("GRIDCITY_TOKEN") });
return await new Morning(city, Console.Out).IsWellAsync() ? 0 : 1;
