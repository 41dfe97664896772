using GridCity.Bench.Edges;

namespace GridCity.Bench.Web;

/// <summary>Where and how pages are measured.</summary>
/// <param name="Cases">In the database under the map.</param>
/// <param name="Pages">The built pages: <c>client/web/dist</c>.</param>
/// <param name="Scripts">Folder of what drives the browser, with its packages.</param>
/// <param name="Chromium">The browser's program.</param>
internal sealed record WebSettings(EdgeSettings Edge, int Cases, string Pages, string Scripts, string Chromium);
