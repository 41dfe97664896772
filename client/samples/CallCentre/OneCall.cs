using GridCity.Client;
using GridCity.Protos.Hotline.V1;
using GridCity.Rpc;

namespace GridCity.Samples.CallCentre;

/// <summary>What a call taker types while the caller speaks.</summary>
internal sealed record Heard(string Category, string Address, string Description, string Phone);

/// <summary>One call from "how can I help" to "this is your number": the report, what may be the same, and how it stands.</summary>
internal sealed class OneCall(GridCityClient city, TextWriter screen)
{
    /// <returns>What the caller is told.</returns>
    public async Task<RegisterReply> TakeAsync(Heard heard)
    {
        var report = new RegisterRequest
        {
            // Chosen once per act and kept: whatever happens to the connection, the report is in the city once.
            CommandId = GridCityClient.NewCommandId(),
            Category = heard.Category,
            Address = heard.Address,
            Description = heard.Description,
            CallerPhone = heard.Phone,
            Source = "12345",
            SuggestDuplicates = true,
        };
        var registered = await city.Hotline.RegisterAsync(report);
        await screen.WriteLineAsync($"Your report has the number {registered.Number}. To ask how it stands: {registered.FollowCode}.");
        foreach (var same in registered.Duplicates)
            await screen.WriteLineAsync($"  perhaps the same as {same.Case.Number}, {same.Metres:0} m away");
        await FollowAsync(registered.Number, registered.FollowCode);
        return registered;
    }

    /// <summary>The same caller calls again.</summary>
    public async Task FollowAsync(string number, string code)
    {
        try
        {
            var stands = await city.Hotline.FollowAsync(new() { Number = number, FollowCode = code });
            await screen.WriteLineAsync($"{number}: {stands.Stage} since {stands.StageSince.ToDateTimeOffset():yyyy-MM-dd HH:mm} UTC");
        }
        catch (RpcException error) when (error.Code == StatusCode.NotFound)
        {
            await screen.WriteLineAsync("Number and code do not belong together: please read both again.");
        }
    }
}
