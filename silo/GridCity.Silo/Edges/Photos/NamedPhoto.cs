using System.Security.Cryptography;
using GridCity.Grains;
using GridCity.Grains.Cases;
using GridCity.Protos.Field.V1;
using GridCity.Rpc;
using GridCity.Runtime.Blobs;
using GridCity.Runtime.Privacy;
using GridCity.Silo.Access;

namespace GridCity.Silo.Edges.Photos;

/// <summary>A photo that is or will be there.</summary>
/// <param name="Digest">SHA-256 of its bytes in the clear.</param>
/// <param name="Person">The reporter whose it is; null for one taken on duty, which is kept in the clear.</param>
internal sealed record NamedPhoto(BlobId Digest, Guid? Person)
{
    private const int IdBytes = 16;

    /// <summary>Found again by whoever names the same photo of the same person, and by nobody else.</summary>
    public Guid Upload { get; } = new(
        SHA256.HashData([.. Digest.ToBytes(), .. Person is { } person ? person.ToByteArray() : []]).AsSpan(0, IdBytes));
}

/// <summary>Reads which photo a request means.</summary>
internal sealed class PhotoNames(PersonKeys keys)
{
    /// <exception cref="RpcException">INVALID_ARGUMENT, or PERMISSION_DENIED: a post that takes no photos.</exception>
    public async Task<NamedPhoto> ReadAsync(PhotoName? name, RpcCall call)
    {
        var role = Caller.Of(call)
            .Require(Role.Inspector, Role.Handler, Role.Department, Role.Agent, Role.OtherSystem).Actor.Role;
        var digest = Digest(name?.Digest ?? "", "photo.digest");
        var isReporters = role is Role.Agent or Role.OtherSystem;
        if (isReporters == (name!.ReporterCase == PhotoName.ReporterOneofCase.None))
            throw Statuses.Invalid("photo.reporter", isReporters
                ? "is missing: give caller_phone, or report_command_id of an anonymous report."
                : "is not for your post: photos of reporters come with their reports.");
        return new(digest, isReporters ? await PersonAsync(name, call) : null);
    }

    /// <exception cref="RpcException">INVALID_ARGUMENT.</exception>
    public static BlobId Digest(string text, string field)
    {
        try
        {
            return BlobId.Parse(text);
        }
        catch (FormatException)
        {
            throw Statuses.Invalid(field, "is not 64 lower-case hexadecimal digits of a SHA-256.");
        }
    }

    private async Task<Guid> PersonAsync(PhotoName name, RpcCall call)
    {
        if (name.ReporterCase == PhotoName.ReporterOneofCase.CallerPhone)
        {
            var phone = Reporters.Normal(name.CallerPhone, "photo.caller_phone");
            return phone.Length > 0
                ? await Statuses.GuardAsync(call, keys.PersonOfAsync(phone, call.CancellationToken))
                : throw Statuses.Invalid("photo.caller_phone", "is empty.");
        }

        var report = CommandEdge.CommandId(name.ReportCommandId, "photo.report_command_id");
        var person = Reporters.Anonymous(CaseId.Derive(Caller.Of(call).Name, report));
        await Statuses.GuardAsync(call, EnsureAsync(person, call.CancellationToken));
        return person;
    }

    private async Task<bool> EnsureAsync(Guid person, CancellationToken cancellation)
    {
        await keys.EnsureAsync(person, cancellation);
        return true;
    }
}
