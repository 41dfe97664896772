using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace GridCity.Testing.Silos;

/// <summary>
/// Ports to listen on later, in another process. They lie below those that the kernel gives to outgoing connections:
/// one of these, free now, may be any client's by the time the server wants it.
/// </summary>
public static class FreePorts
{
    private const int PortMin = 10_000;
    private const string OutgoingFile = "/proc/sys/net/ipv4/ip_local_port_range";

    private static readonly int PortEnd = OutgoingMin();

    /// <summary>A loopback address and port that nobody listens on now.</summary>
    public static string Address()
    {
        while (true)
        {
            var address = new IPEndPoint(IPAddress.Loopback, Random.Shared.Next(PortMin, PortEnd));
            if (IsFree(address)) return address.ToString();
        }
    }

    private static bool IsFree(IPEndPoint address)
    {
        try
        {
            using var listener = new TcpListener(address);
            listener.Start();
            return true;
        }
        catch (SocketException error) when (error.SocketErrorCode == SocketError.AddressAlreadyInUse)
        {
            return false;
        }
    }

    private static int OutgoingMin() =>
        int.Parse(File.ReadAllText(OutgoingFile).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)[0], CultureInfo.InvariantCulture);
}
