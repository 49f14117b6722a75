// Looks for `unit` of mish (mish.hpp): the largest errors in ULP of value and derivative over a sample of
// the floats (those next to the derivative's zero left out) for units that make height = unit*e^middle nearly a float.
// search_mish <candidates> <stride> [seed [x: units from standard input]]
// Build with -O3 -mavx2 -mfma -ffp-contract=off -fno-math-errno -DVAR=1.
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <cstdint>
#include <random>
#include <vector>
#include <algorithm>
static inline float fma_(float a,float b,float c){return __builtin_fmaf(a,b,c);}
struct C { float u,H,q[6],lin,con,zh,zl; };
static inline float bits(uint32_t u){float f;memcpy(&f,&u,4);return f;} static inline uint32_t bits(float f){uint32_t u;memcpy(&u,&f,4);return u;}
constexpr float mid=0x1.8d082p-3f, S=0x1p31f;
static inline void both(const C&c,float x,float&y,float&d){ float z=x<10.7f?x:10.7f; const float o=0x1.8p23f+127+31; float sum=fma_(z,0x1.715476p0f,o),n=sum-o; float r=fma_(-n,-0x1.05c61p-29f,fma_(-n,0x1.62e43p-1f,z)-mid);
 float q=fma_(fma_(fma_(fma_(fma_(c.q[5],r,c.q[4]),r,c.q[3]),r,c.q[2]),r,c.q[1]),r,c.q[0]); float pw=bits(bits(sum)<<23); float e=pw*fma_(r,q,c.H); float e2=fma_(e,1/S,2*c.u); float w=e*e2, w2=fma_(e,e2,(float)(2.0*c.u*c.u*S));
 float yy=z*w/w2; y=z<x?x:yy; float dist=(z-c.zh)-c.zl; float m=fma_(pw,r*q,fma_(pw,c.H,-c.H/4*S)); float es=e*(1/S); float B=fma_(es,es+c.lin,c.con); const double U=c.u; float N=fma_(dist,fma_(e,(float)(4*U*U),(float)(4*U*U*U*S)),m*B); 
#if VAR==0
 float den=w2*w2;
#elif VAR==1
 float u=c.u; float t=fma_(es,es+4*u,8*u*u); t=fma_(es,t,8*u*u*u); t=fma_(e,t,4*u*u*u*u*S); float den=t*S; t=0; 
 t=fma_(es,es+4*u,(float)(8*U*U)); t=fma_(e,t,(float)(8*U*U*U*S)); den=fma_(e,t,(float)(4*U*U*U*U*S*S));
#elif VAR==2
 float u=c.u; float den=fma_(w,w+4*u*u*S,4*u*u*u*u*S*S);
#elif VAR==3
 float rest=fma_(e,e2,2*c.u*c.u*S-w2); float den=fma_(w2,2*rest,w2*w2);
#endif
 d=N*e/den; }
std::vector<float> X,ISV,ISD; std::vector<double> V,D;
int main(int ac,char**av){ int cand=atoi(av[1]); uint32_t stride=atoi(av[2]); unsigned seed=ac>3?atoi(av[3]):1;
 double qr[]={0.99999999155843856835784,0.50000007152778191618636,0.16666860724414096837746,4.16661672279720108908601e-2,8.26845480948415238948209e-3,1.18162229685966376743809e-3};
 long double e0=expl((long double)mid)/4, zs=-((e0*e0+3*e0+3)+1/(1+e0))/4; C c; c.zh=(float)zs; c.zl=(float)(zs-c.zh);
 for(uint32_t b=bits(0x1p-12f);b<bits(108.7f);b+=stride) for(int s=0;s<2;s++){ float x=s?-bits(b):bits(b); if(x>20) continue; double X0=x,e=std::exp(X0),w=e*(e+2); double v=X0*w/(w+2); double d=e*((1+e)*(4*X0+e*e+3*e+3)+1)/((w+2)*(w+2)); if(std::fabs(d)<1e-3&&std::fabs(x)<3) continue;
   double sv=std::ldexp(1,23-std::max(-126,std::ilogb(v))),sd=std::ldexp(1,23-std::max(-126,std::ilogb(d))); X.push_back(x);V.push_back(v*1);D.push_back(d);ISV.push_back(sv>3e38?0:sv);ISD.push_back(sd>3e38?0:sd);}
 size_t n=X.size(); std::mt19937 g(seed);
 for(int i=0;i<cand;i++){ if(ac>4){ float a; if(scanf("%a",&a)!=1) break; c.u=a; } else for(;;){ c.u=(1+(g()>>9)*0x1p-23f)*(g()&1?1:.5f)*(g()&1?1:.5f); long double k=expl((long double)mid)*c.u; if(std::fabs((double)((float)k/k-1))<0x1p-28) break; }
  long double k=expl((long double)mid)*c.u; c.H=(float)k; for(int j=0;j<6;j++) c.q[j]=(float)(k*qr[j]); c.lin=(float)(c.u*(4+e0)); c.con=(float)(c.u*(long double)c.u*(e0*e0+4*e0+6+4*zs));
  double ev=0,ed=0; float xv=0,xd=0; const int B=4096; static float y[B],dd[B];
  for(size_t a=0;a<n;a+=B){ size_t m=std::min<size_t>(B,n-a); for(size_t j=0;j<m;j++) both(c,X[a+j],y[j],dd[j]);
   for(size_t j=0;j<m;j++){ double e=std::fabs(y[j]-V[a+j])*ISV[a+j]; if(e>ev) ev=e,xv=X[a+j]; e=std::fabs(dd[j]-D[a+j])*ISD[a+j]; if(e>ed) ed=e,xd=X[a+j]; } }
  printf("alpha %a kappa %a  value %.3f at %g  derivative %.3f at %g\n",c.u,c.H,ev,xv,ed,xd); fflush(stdout);}
}
