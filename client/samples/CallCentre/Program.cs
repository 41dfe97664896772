// A call centre's program: GRIDCITY_SERVER is the city's gRPC address, GRIDCITY_TOKEN the token of an agent.
using GridCity.Client;
using GridCity.Samples.CallCentre;

var server = Environment.GetEnvironmentVariable("GRIDCITY_SERVER") ?? "http://127.0.0.1:5080";
using var city = new GridCityClient(new(server), new() { Token = Environment.GetEnvironmentVariable("GRIDCITY_TOKEN") });
var category = (await city.Admin.GetCityAsync(new())).Categories[0].Code;
await new OneCall(city, Console.Out).TakeAsync(new(category, "Lake Road 1", "A cover is missing.", "13800000000"));
