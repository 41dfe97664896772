namespace GridCity.Sumo.Traci;

/// <summary>
/// Numbers of the TraCI protocol that are used here (SUMO user documentation, "TraCI/Protocol" and the tables of
/// variables beside it).
/// </summary>
public static class TraciCodes
{
    /// <summary>The protocol this client speaks; SUMO 1.15 answers 20, later versions kept these calls.</summary>
    public const int ApiVersionMin = 20;

    public const byte Version = 0x00, Step = 0x02, SetOrder = 0x03, Close = 0x7f;

    /// <summary>Getters by domain; a setter is 0x20 higher, a subscription 0x30, its answer 0x40.</summary>
    public const byte Signals = 0xa2, Lanes = 0xa3, Vehicles = 0xa4, Edges = 0xaa, Simulation = 0xab;

    public const byte SetterOffset = 0x20, SubscribeOffset = 0x30, AnswerOffset = 0x40, GetAnswerOffset = 0x10;

    /// <summary>Of signals.</summary>
    public const byte SignalState = 0x20;

    /// <summary>Of lanes and edges: vehicles in the last step, how many of them halt, their mean speed in m/s.</summary>
    public const byte VehicleCount = 0x10, HaltingCount = 0x14, MeanSpeed = 0x11, VehicleIds = 0x12;

    /// <summary>Of vehicles: metres per second, lane id, metres from the beginning of the lane, edge id, edges of the route.</summary>
    public const byte Speed = 0x40, LaneId = 0x51, LanePosition = 0x56, RoadId = 0x50, Route = 0x54;

    /// <summary>Of the simulation: ids that departed or arrived in the step, vehicles still expected, seconds.</summary>
    public const byte Departed = 0x74, Arrived = 0x7a, Expected = 0x7d, Time = 0x66;

    /// <summary>Types of values.</summary>
    public const byte UnsignedByteType = 0x07, ByteType = 0x08, IntegerType = 0x09, DoubleType = 0x0b, StringType = 0x0c,
        StringListType = 0x0e, CompoundType = 0x0f, PositionType = 0x01, Position3Type = 0x03, ColourType = 0x11;
}
