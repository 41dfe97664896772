using GridCity.Grains;
using GridCity.Grains.Cases;
using GridCity.Grains.Cities;
using GridCity.Protos.Hotline.V1;
using GridCity.Rpc;
using GridCity.Runtime.Components;
using GridCity.Runtime.Privacy;
using GridCity.Silo.Access;
using GridCity.Silo.Cities;
using Kind = GridCity.Protos.Type.V1.SourceKind;
using Point = GridCity.Protos.Type.V1.Point;

namespace GridCity.Silo.Edges;

/// <summary>Makes a report of what a caller sends: located, numbered, with a person's words sealed.</summary>
internal sealed class ReportDesk(LoadedCity city, Reporters reporters, CaseNumbers numbers, ComponentRegister components)
{
    private const int NameLengthMax = 64;

    /// <summary>Takes down what a request says.</summary>
    /// <param name="id">The case that the report founds.</param>
    /// <exception cref="RpcException">INVALID_ARGUMENT, or PERMISSION_DENIED outside the caller's area.</exception>
    public async Task<Report> TakeAsync(CaseId id, RegisterRequest request, SourceKind kind, RpcCall call)
    {
        var component = await ComponentAsync(request, call);
        var (cell, place) = Located(request.Place ?? PlaceOf(component));
        Checked(request.Description, "description");
        Caller.Of(call).RequireArea(cell, $"Cell {cell} lies");
        if (request.CallerName.Length > NameLengthMax || request.CallerName.Any(char.IsControl))
            throw Statuses.Invalid("caller_name", $"has more than {NameLengthMax} characters, or control characters.");
        var told = await reporters.SealAsync(id, new(request.CallerPhone, request.CallerName, request.Description), call);
        return new(
            await Statuses.GuardAsync(call, numbers.NextAsync(call.CancellationToken).AsTask()),
            request.Source.Length == 0 ? SourceNames.Of(kind) : request.Source,
            request.Category,
            cell,
            place,
            request.Address.Length == 0 ? null : request.Address,
            told.Description,
            told.Person ?? OwnerOfMore(id, request),
            FollowCodes.New(),
            request.OccurredAt is { } moment ? CaseMessages.Moment(moment, "occurred_at") : null,
            told.Contact,
            kind,
            component?.Entry.Code,
            told.Name);
    }

    /// <summary>Who tells nothing but shows photos or fills in a form is known by the case, so that these can be found and erased.</summary>
    private static string? OwnerOfMore(CaseId id, RegisterRequest request) =>
        request.Photos.Count + request.Intake.Count > 0 ? SealedFields.Id(Reporters.Anonymous(id)) : null;

    /// <summary>A text that is to be sealed; sealed, its length is hidden from the case.</summary>
    /// <exception cref="RpcException">INVALID_ARGUMENT: longer than the city allows.</exception>
    public string Checked(string text, string field) =>
        text.Length <= city.City.Limits.TextLengthMax
            ? text
            : throw Statuses.Invalid(field, $"has more than {city.City.Limits.TextLengthMax} characters. Shorten it.");

    /// <summary>The sort of source, from the caller's post where the request does not say.</summary>
    /// <exception cref="RpcException">INVALID_ARGUMENT: kind.</exception>
    public static SourceKind KindOf(Kind kind, RpcCall call) => kind switch
    {
        Kind.Hotline => SourceKind.Hotline,
        Kind.Inspector => SourceKind.Inspector,
        Kind.Citizen => SourceKind.Citizen,
        Kind.Superior => SourceKind.Superior,
        Kind.OtherSystem => SourceKind.OtherSystem,
        Kind.Unspecified => Caller.Of(call).Actor.Role switch
        {
            Role.Inspector => SourceKind.Inspector,
            Role.OtherSystem => SourceKind.OtherSystem,
            _ => SourceKind.Hotline,
        },
        _ => throw Statuses.Invalid("kind", "is no sort of source of this version."),
    };

    /// <summary>The component that a report names: one of the register, still there, of the report's category.</summary>
    private async Task<RegisteredComponent?> ComponentAsync(RegisterRequest request, RpcCall call)
    {
        if (request.Component.Length == 0) return null;
        var known = await Statuses.GuardAsync(call, components.FindAsync(request.Component, call.CancellationToken));
        if (known is null or { RemovedAt: not null })
            throw Statuses.Invalid("component", $"'{request.Component}' is not in the register of components.");
        if (known.Entry.Category != request.Category)
            throw Statuses.Invalid("component", $"'{request.Component}' is of category {known.Entry.Category}, not {request.Category}.");
        return known;
    }

    private static Point? PlaceOf(RegisteredComponent? component) => component is { Entry.Place: var place }
        ? new() { Latitude = place.Latitude, Longitude = place.Longitude }
        : null;

    /// <summary>The cell of a point, or the city's cell for reports without one.</summary>
    /// <exception cref="RpcException">INVALID_ARGUMENT: place.</exception>
    public (string Cell, Place? Place) Located(Point? given)
    {
        if (given is not { } point)
            return (city.Cells.NoPlaceCell ?? throw Statuses.Invalid("place", "is missing: this city takes no report without one."), null);
        if (!Place.IsOnEarth(point.Longitude, point.Latitude))
            throw Statuses.Invalid("place", "is no position: degrees north in latitude, degrees east in longitude.");
        var cell = city.Cells.CellAt(point.Latitude, point.Longitude)
            ?? throw Statuses.Invalid("place", $"lies outside the grid of {city.Name}.");
        return (cell, new(point.Longitude, point.Latitude));
    }
}
