using GridCity.Cities.Files;

namespace GridCity.Cities.Checks;

/// <summary>How the parts of a pack must fit together. Every fault is noted with its file, line and reason.</summary>
public static class PackCheck
{
    public static void Run(ReadPack read, FaultList faults)
    {
        var context = new CheckContext(read, faults);
        if (!InfoRules.Run(context)) return;
        AreaRules.Run(context);
        CategoryRules.Run(context);
        PeopleRules.Run(context);
        DispatchRuleRules.Run(context);
        HotlineRules.Run(context);
        var sound = ShapeRules.Run(context);
        if (sound) TilingRules.Run(context);
        ComponentRules.Run(context, sound);
        IntersectionRules.Run(context, sound);
        RoadRules.Run(context);
    }
}
