using Google.Protobuf.Reflection;

namespace GridCity.Rpc.Reflection;

/// <summary>Finds .proto files by what they declare; made once, from the services and all that they import.</summary>
internal sealed class DescriptorIndex
{
    private readonly Dictionary<string, FileDescriptor> _files = [];
    private readonly Dictionary<string, FileDescriptor> _symbols = [];
    private readonly Dictionary<(string Type, int Number), FileDescriptor> _extensions = [];
    private readonly HashSet<string> _messages = [];

    public DescriptorIndex(IEnumerable<ServiceDescriptor> services)
    {
        foreach (var file in services.SelectMany(service => WithImports(service.File)))
            if (_files.TryAdd(file.Name, file))
                AddSymbols(file);
    }

    public FileDescriptor? FindFile(string name) => _files.GetValueOrDefault(name);

    public FileDescriptor? FindFileOfSymbol(string name) => _symbols.GetValueOrDefault(name);

    public FileDescriptor? FindFileOfExtension(string type, int number) =>
        _extensions.GetValueOrDefault((type, number));

    public bool HasMessage(string type) => _messages.Contains(type);

    public IEnumerable<int> ExtensionNumbers(string type) =>
        _extensions.Keys.Where(key => key.Type == type).Select(key => key.Number).Order();

    /// <summary>The file and all that it imports, itself first, none twice.</summary>
    public static IReadOnlyCollection<FileDescriptor> WithImports(FileDescriptor file)
    {
        var seen = new OrderedDictionary<string, FileDescriptor>();
        Collect(file, seen);
        return seen.Values;
    }

    private static void Collect(FileDescriptor file, OrderedDictionary<string, FileDescriptor> seen)
    {
        if (!seen.TryAdd(file.Name, file))
            return;
        foreach (var import in file.Dependencies)
            Collect(import, seen);
    }

    private void AddSymbols(FileDescriptor file)
    {
        foreach (var service in file.Services)
        {
            _symbols.TryAdd(service.FullName, file);
            foreach (var method in service.Methods)
                _symbols.TryAdd(method.FullName, file);
        }
        foreach (var message in file.MessageTypes)
            AddMessage(message, file);
        AddEnums(file.EnumTypes, file);
        AddExtensions(file.Extensions.UnorderedExtensions, file);
    }

    private void AddMessage(MessageDescriptor message, FileDescriptor file)
    {
        _messages.Add(message.FullName);
        _symbols.TryAdd(message.FullName, file);
        foreach (var field in message.Fields.InDeclarationOrder())
            _symbols.TryAdd(field.FullName, file);
        foreach (var oneof in message.Oneofs)
            _symbols.TryAdd(oneof.FullName, file);
        AddEnums(message.EnumTypes, file);
        AddExtensions(message.Extensions.UnorderedExtensions, file);
        foreach (var nested in message.NestedTypes)
            AddMessage(nested, file);
    }

    private void AddEnums(IEnumerable<EnumDescriptor> enums, FileDescriptor file)
    {
        foreach (var type in enums)
        {
            _symbols.TryAdd(type.FullName, file);
            foreach (var value in type.Values)
                _symbols.TryAdd(value.FullName, file);
        }
    }

    private void AddExtensions(IEnumerable<FieldDescriptor> extensions, FileDescriptor file)
    {
        foreach (var extension in extensions)
        {
            _symbols.TryAdd(extension.FullName, file);
            _extensions.TryAdd((extension.ExtendeeType.FullName, extension.FieldNumber), file);
        }
    }
}
