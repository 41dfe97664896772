using System.Text.Json.Serialization;
using static GridCity.Grains.Departments.DepartmentCommand;
using static GridCity.Grains.Departments.DepartmentEvent;

namespace GridCity.Grains.Departments;

/// <summary>The stored shapes.</summary>
[JsonSourceGenerationOptions(GenerationMode = JsonSourceGenerationMode.Metadata)]
[JsonSerializable(typeof(Establish))]
[JsonSerializable(typeof(Rename))]
[JsonSerializable(typeof(AnswerFor))]
[JsonSerializable(typeof(Join))]
[JsonSerializable(typeof(Leave))]
[JsonSerializable(typeof(Close))]
[JsonSerializable(typeof(Established))]
[JsonSerializable(typeof(Renamed))]
[JsonSerializable(typeof(CategoriesSet))]
[JsonSerializable(typeof(HandlerJoined))]
[JsonSerializable(typeof(HandlerLeft))]
[JsonSerializable(typeof(Closed))]
[JsonSerializable(typeof(DepartmentState))]
internal sealed partial class DepartmentJson : JsonSerializerContext;
