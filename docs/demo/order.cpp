#include "order.h"
#include <stdexcept>

Order parseOrder(const std::string &Line) {
  std::string::size_type At = Line.find(';');
  if (At == std::string::npos)
    throw std::invalid_argument("not an order: " + Line);
  return {Line.substr(0, At), std::stoi(Line.substr(At + 1))};
}
