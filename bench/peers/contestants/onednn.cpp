// The eltwise primitive of oneDNN, for float.

#include <map>
#include <oneapi/dnnl/dnnl.hpp>

#include "../contestant.hpp"

namespace {

using namespace peers;

/// The primitive for arrays of one length. Its memory objects are pointed to the arrays at each call.
class Eltwise {
 public:
  Eltwise(dnnl::algorithm algorithm, std::size_t n) {
    const dnnl::memory::desc array({static_cast<dnnl::memory::dim>(n)}, dnnl::memory::data_type::f32,
                                   dnnl::memory::format_tag::a);
    const dnnl::eltwise_forward::desc operation(dnnl::prop_kind::forward_inference, algorithm, array, 0.0F, 0.0F);
    primitive_ = dnnl::eltwise_forward(dnnl::eltwise_forward::primitive_desc(operation, engine_));
    input_ = dnnl::memory(array, engine_, nullptr);
    output_ = dnnl::memory(array, engine_, nullptr);
    arguments_ = {{DNNL_ARG_SRC, input_}, {DNNL_ARG_DST, output_}};
  }

  void run(const float* x, float* y) {
    input_.set_data_handle(const_cast<float*>(x));  // it has no handle for memory that is only read
    output_.set_data_handle(y);
    primitive_.execute(stream_, arguments_);
    stream_.wait();
  }

 private:
  dnnl::engine engine_{dnnl::engine::kind::cpu, 0};
  dnnl::stream stream_{engine_};
  dnnl::eltwise_forward primitive_;
  dnnl::memory input_, output_;
  std::unordered_map<int, dnnl::memory> arguments_;
};

template <dnnl::algorithm algorithm>
void map(const float* x, float* y, std::size_t n) {
  static std::map<std::size_t, Eltwise> primitives;
  primitives.try_emplace(n, algorithm, n).first->second.run(x, y);
}

template <dnnl::algorithm algorithm>
void add(std::vector<Entry>& entries, const char* activation) {
  entries.push_back({"oneDNN", PEERS_INSTRUCTION_SET, activation, "value", &run_map<float, map<algorithm>>});
}

}  // namespace

void add_entries(std::vector<Entry>& entries) {
  dnnl::set_max_cpu_isa(dnnl::cpu_isa::avx2);
  add<dnnl::algorithm::eltwise_relu>(entries, "relu");
  add<dnnl::algorithm::eltwise_logistic>(entries, "sigmoid");
  add<dnnl::algorithm::eltwise_tanh>(entries, "tanh");
}
