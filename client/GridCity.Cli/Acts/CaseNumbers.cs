using Google.Protobuf;
using GridCity.Cli.Commands;

namespace GridCity.Cli.Acts;

/// <summary>People know a case by its printed number; calls want its id.</summary>
internal static class CaseNumbers
{
    /// <summary>Day and running number. An id is longer.</summary>
    private const int Digits = 16;

    public static async Task ResolveAsync(ServerCall on, IMessage request)
    {
        foreach (var name in RequestFields.Cases)
            if (request.Descriptor.FindFieldByName(name) is { } field)
                field.Accessor.SetValue(request, await IdOfAsync(on, (string)field.Accessor.GetValue(request)));
    }

    /// <param name="text">A case's id or printed number.</param>
    public static async Task<string> IdOfAsync(ServerCall on, string text) =>
        text.Length == Digits && text.All(char.IsAsciiDigit)
            ? (await on.City.Desk.GetCaseAsync(new() { Number = text }, on.Stop)).Summary.CaseId
            : text;
}
