using GridCity.Silo.Access;
using GridCity.Silo.Configuration;
using GridCity.Silo.Hosting;

namespace GridCity.Silo.Commands;

/// <summary>Makes and revokes access tokens, straight in the database: there is no other way to get the first one.</summary>
internal static class TokenCommand
{
    public static async Task<int> CreateAsync(string[] arguments)
    {
        var asked = OptionReader.Configuration(arguments, "role", "person", "unit", "area", "days");
        await using var database = await SiloDatabase.OpenAsync(OptionReader.Read(asked));
        var wanted = new UserRules().Token(
            asked["person"] ?? "", asked["role"] ?? "", asked["unit"] ?? "", asked["area"] ?? "",
            OptionReader.Number(asked["days"], "days", 1, int.MaxValue) ?? 0);
        var issued = await new TokenDesk(database.Source).IssueAsync(wanted);
        await Console.Error.WriteLineAsync($"Token {issued.Id}, until {issued.ExpiresAt:yyyy-MM-dd HH:mm} UTC, shown this once:");
        Console.WriteLine(issued.Text);
        return 0;
    }

    public static async Task<int> RevokeAsync(string[] arguments)
    {
        var asked = OptionReader.Configuration(arguments, "id");
        if (!Guid.TryParse(asked["id"], out var id)) throw new OptionException("--id: give the id that 'token create' printed.");
        await using var database = await SiloDatabase.OpenAsync(OptionReader.Read(asked));
        if (!await new AccessTokens(database.Source).RevokeAsync(id))
            throw new OptionException($"There is no token {id}, or it was revoked before.");
        Console.WriteLine($"Revoked; every silo refuses it within {Authenticator.RememberedMax.TotalSeconds:0} s.");
        return 0;
    }
}
