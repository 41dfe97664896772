using GridCity.Silo.Access;
using GridCity.Silo.Access.Sessions;
using GridCity.Silo.Configuration;
using GridCity.Silo.Hosting;

namespace GridCity.Silo.Commands;

/// <summary>Makes accounts to sign in with, straight in the database, and shows codes of a second factor.</summary>
internal static class UserCommand
{
    public static async Task<int> CreateAsync(string[] arguments)
    {
        var asked = OptionReader.Configuration(arguments, "role", "person", "unit", "area");
        var options = OptionReader.Read(asked);
        await using var database = await SiloDatabase.OpenAsync(options);
        var wanted = new UserRules().Token(
            asked["person"] ?? "", asked["role"] ?? "", asked["unit"] ?? "", asked["area"] ?? "", days: 0);
        var privacy = await SiloPrivacy.OpenAsync(options, database.Source, TimeProvider.System, CancellationToken.None);
        var account = await new AccountMaker(database.Source, privacy.Keys, TimeProvider.System).MakeAsync(wanted.Person, [wanted.Post]);
        await Console.Error.WriteLineAsync($"Account {account.User}, shown this once: password, secret of the second factor, the same as a picture code's text:");
        Console.WriteLine(account.Password);
        Console.WriteLine(Totp.Text(account.SecondFactor));
        Console.WriteLine(Totp.Uri(account.SecondFactor, account.User));
        return 0;
    }

    public static int Code(string[] arguments)
    {
        var asked = OptionReader.Configuration(arguments, "secret");
        var secret = Totp.Parse(asked["secret"] ?? "") ?? throw new OptionException("--secret: give the secret as it was shown, in base32.");
        Console.WriteLine(Totp.CodeAt(secret, Totp.StepAt(TimeProvider.System.GetUtcNow())));
        return 0;
    }
}
