using GridCity.Cities.Files;
using GridCity.Cities.Model;

namespace GridCity.Cities.Checks;

/// <summary>Categories and their filing standards.</summary>
internal static class CategoryRules
{
    public static void Run(CheckContext context)
    {
        var pack = context.Pack;
        context.Unique(PackFiles.Categories, pack.Categories, category => category.Code);
        context.Unique(PackFiles.Standards, pack.Standards, standard => standard.Code);
        if (context.Info.IncidentCategory is { Length: > 0 } wanted
            && (!context.Categories.TryGetValue(wanted, out var found) || found.IsGroup))
        {
            context.FaultOfFile(PackFiles.City, $"$.incident_category '{wanted}' is no category of {PackFiles.Categories}, or a group.");
        }

        if (pack.Categories.All(category => category.IsGroup))
            context.FaultOfFile(PackFiles.Categories, "has no category in a group; a city needs at least one.");
        var standards = pack.StandardsByCategory();
        var digits = new Dictionary<string, string>();
        for (var index = 0; index < pack.Categories.Length; index++)
        {
            var category = pack.Categories[index];
            Category(context, index, category, digits);
            if (!category.IsGroup && !standards.Contains(category.Code))
                context.Fault(PackFiles.Categories, index, $"{category.Code} has no filing standard in {PackFiles.Standards}.");
        }
        for (var index = 0; index < pack.Standards.Length; index++) Standard(context, index, pack.Standards[index]);
    }

    private static void Category(CheckContext context, int index, Category category, Dictionary<string, string> digits)
    {
        context.Named(PackFiles.Categories, index, "name", category.Name);
        if (category.IsGroup)
        {
            if (category.ComponentDigits.Length > 0)
                context.Fault(PackFiles.Categories, index, $"{category.Code} is a group and has no component_digits.");
            return;
        }
        if (!context.Categories.TryGetValue(category.Group, out var group) || !group.IsGroup || group.Kind != category.Kind)
            context.Fault(PackFiles.Categories, index, $"group '{category.Group}' is no group of kind {category.Kind}.");
        var wanted = category.Kind == CategoryKind.Component ? context.Info.Codes.Component[1].Digits : 0;
        if (!CheckContext.IsDigits(category.ComponentDigits) || category.ComponentDigits.Length != wanted)
            context.Fault(PackFiles.Categories, index, $"component_digits '{category.ComponentDigits}' must be {wanted} digits.");
        else if (wanted > 0 && !digits.TryAdd(category.ComponentDigits, category.Code))
            context.Fault(PackFiles.Categories, index, $"component_digits {category.ComponentDigits} are those of {digits[category.ComponentDigits]}.");
    }

    private static void Standard(CheckContext context, int index, Standard standard)
    {
        context.Named(PackFiles.Standards, index, "condition", standard.Condition);
        context.Named(PackFiles.Standards, index, "closing", standard.Closing);
        if (!context.Categories.TryGetValue(standard.Category, out var category) || category.IsGroup)
            context.Fault(PackFiles.Standards, index, $"unknown category '{standard.Category}'.");
        if (standard.Limit < 1) context.Fault(PackFiles.Standards, index, $"limit of {standard.Code} must be at least 1.");
    }
}
