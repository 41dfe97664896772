using GridCity.Cities.Model;
using GridCity.Protos.Hotline.V1;

namespace GridCity.Silo.Edges;

/// <summary>The city's lines as messages.</summary>
internal static class HotlineMessages
{
    public static Line Message(Hotline line, IEnumerable<HotlineField> form) => new()
    {
        Code = line.Code,
        NameZh = line.Name.Zh,
        NameEn = line.Name.En,
        Rights = { line.Rights },
        Categories = { line.Categories },
        Urgent = line.Urgency == StandardUrgency.Urgent,
        Fields = { form.Select(Message) },
    };

    private static FormField Message(HotlineField field)
    {
        var message = new FormField
        {
            Field = field.Field, NameZh = field.Name.Zh, NameEn = field.Name.En, Type = field.Type, Required = field.IsRequired,
            Choices = { field.Choices },
        };
        if (field.Min is { } min) message.Min = min;
        if (field.Max is { } max) message.Max = max;
        return message;
    }
}
