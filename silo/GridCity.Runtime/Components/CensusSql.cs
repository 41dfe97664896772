namespace GridCity.Runtime.Components;

/// <summary>
/// The statements of <see cref="CensusImport"/>. Those with a range take codes above $2 up to and with $3; the edition is $1.
/// </summary>
internal static class CensusSql
{
    public const string Copy =
        "COPY component_staging (code, category, cell, longitude, latitude, department, condition) FROM STDIN (FORMAT binary)";

    public const string Last = "SELECT digest FROM component_census ORDER BY number DESC LIMIT 1";

    /// <summary>The last code of each full range of $1 components, staged or registered.</summary>
    public const string Borders =
        """
        SELECT code FROM (
            SELECT code, row_number() OVER (ORDER BY code) AS place
            FROM (SELECT code FROM component_staging UNION SELECT code FROM component) every) numbered
        WHERE place % $1 = 0 ORDER BY code
        """;

    public const string Restored =
        $"""
        WITH kept AS (
            INSERT INTO component_change (code, kind, edition, category, cell, longitude, latitude, department, condition)
            SELECT c.code, 'restored', $1, {Was} FROM component c JOIN component_staging n USING (code)
            WHERE c.removed_at IS NOT NULL AND {Within} ORDER BY c.code)
        UPDATE component c SET removed_at = NULL, {Becomes} FROM component_staging n
        WHERE n.code = c.code AND c.removed_at IS NOT NULL AND {Within}
        """;

    public const string Changed =
        $"""
        WITH kept AS (
            INSERT INTO component_change (code, kind, edition, category, cell, longitude, latitude, department, condition)
            SELECT c.code, 'changed', $1, {Was} FROM component c JOIN component_staging n USING (code)
            WHERE {Differs} AND {Within} ORDER BY c.code)
        UPDATE component c SET {Becomes} FROM component_staging n WHERE n.code = c.code AND {Differs} AND {Within}
        """;

    public const string Removed =
        $"""
        WITH kept AS (
            INSERT INTO component_change (code, kind, edition, category, cell, longitude, latitude, department, condition)
            SELECT c.code, 'removed', $1, {Was} FROM component c WHERE {IsGone} AND {Within} ORDER BY c.code)
        UPDATE component c SET removed_at = now() WHERE {IsGone} AND {Within}
        """;

    public const string Added =
        $"""
        INSERT INTO component (code, category, cell, longitude, latitude, department, condition)
        SELECT code, category, cell, longitude, latitude, department, condition FROM component_staging c
        WHERE $1::text IS NOT NULL AND {Within}
        ON CONFLICT (code) DO NOTHING
        """;

    public const string Done =
        """
        WITH before AS (DELETE FROM component_census WHERE digest <> $2)
        INSERT INTO component_census (digest, edition) VALUES ($2, $1) ON CONFLICT DO NOTHING
        """;

    private const string Was = "c.category, c.cell, c.longitude, c.latitude, c.department, c.condition";

    private const string Differs =
        $"({Was}) IS DISTINCT FROM (n.category, n.cell, n.longitude, n.latitude, n.department, n.condition)";

    private const string Becomes =
        "category = n.category, cell = n.cell, longitude = n.longitude, latitude = n.latitude, "
        + "department = n.department, condition = n.condition";

    private const string IsGone =
        "c.removed_at IS NULL AND NOT EXISTS (SELECT FROM component_staging n WHERE n.code = c.code)";

    private const string Within = "c.code > $2 AND c.code <= $3";
}
