namespace GridCity.Silo.Cities;

/// <summary>
/// Which state of the city a silo serves: the newest that its database has. A folder that the database has served before
/// is an older state of it; one that it does not know is a newer one, and becomes the newest.
/// </summary>
internal sealed class CityFollower(LoadedCity city, CityRegister register)
{
    /// <summary>At start, with the city as the silo's own folder has it.</summary>
    /// <exception cref="GridCity.Cities.Files.PackException">What was applied is no usable city for this version.</exception>
    public async Task BeginAsync(CancellationToken cancellation)
    {
        if (await register.NewestAsync(cancellation) == city.Digest) return;
        var isOlder = await register.KnowsAsync(city.Digest, cancellation);
        if (!isOlder || !await FollowAsync(cancellation)) await register.EnterEditionAsync(city, files: null, cancellation);
    }

    /// <summary>Puts in force what another silo has applied.</summary>
    /// <returns>True when this silo now serves the newest state, as it was applied.</returns>
    public async Task<bool> FollowAsync(CancellationToken cancellation)
    {
        var newest = await register.NewestAsync(cancellation);
        if (newest is null || newest == city.Digest) return newest is not null;
        if (await register.FilesAsync(newest, cancellation) is not { } files) return false;
        city.Become(CityStaging.Load(files));
        return true;
    }
}
